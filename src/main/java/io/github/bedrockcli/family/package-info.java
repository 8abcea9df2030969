/** One file per model family: ids, parameters, request bodies, replies and stream chunks. */
@NullMarked
package io.github.bedrockcli.family;

import org.jspecify.annotations.NullMarked;
