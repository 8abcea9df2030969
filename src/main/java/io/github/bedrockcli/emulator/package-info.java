/** A local server that speaks Bedrock, STS and IAM Identity Center on the wire. */
@NullMarked
package io.github.bedrockcli.emulator;

import org.jspecify.annotations.NullMarked;
