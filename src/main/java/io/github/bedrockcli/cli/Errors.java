package io.github.bedrockcli.cli;

/** Turns failures into error lines and exit codes: the one place that does. */
final class Errors {
    private Errors() {}

    static int report(Throwable error, Io io, boolean debug) {
        new Notes(io.err(), false, debug).line("error: " + error.getMessage());
        return ExitCode.FAILURE.code();
    }
}
