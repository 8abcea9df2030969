/** What goes to standard output: text, JSON, events, vectors, tables. */
@NullMarked
package io.github.bedrockcli.render;

import org.jspecify.annotations.NullMarked;
