/** Bounded concurrency over inputs of any length, with results in input order. */
@NullMarked
package io.github.bedrockcli.bulk;

import org.jspecify.annotations.NullMarked;
