/** The program's entry point: the one place that touches the process. */
@NullMarked
package io.github.bedrockcli;

import org.jspecify.annotations.NullMarked;
