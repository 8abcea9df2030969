/** Bedrock over the AWS SDK: clients, credentials, endpoints, streaming and failures. The only package that shows the SDK. */
@NullMarked
package io.github.bedrockcli.aws;

import org.jspecify.annotations.NullMarked;
