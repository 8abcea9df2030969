/** The command line: options, commands, configuration, errors and exit codes. The only package that knows picocli. */
@NullMarked
package io.github.bedrockcli.cli;

import org.jspecify.annotations.NullMarked;
