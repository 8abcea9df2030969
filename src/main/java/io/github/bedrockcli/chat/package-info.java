/** The conversation loop and its terminal. The only package that knows JLine. */
@NullMarked
package io.github.bedrockcli.chat;

import org.jspecify.annotations.NullMarked;
