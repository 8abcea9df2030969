/**
 * Which models an account can call, by which id, and why not: access of models, ids and short names, refusals explained,
 * policies. Asks AWS through {@link io.github.bedrockcli.aws.Bedrock}; knows nothing of the command line.
 */
@NullMarked
package io.github.bedrockcli.access;

import org.jspecify.annotations.NullMarked;
