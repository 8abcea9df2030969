package io.github.bedrockcli.cli;

/** What one request is read from: the process, the files of the request, and the command line. */
record Inputs(Io io, InputFiles files, Typed typed) {}
