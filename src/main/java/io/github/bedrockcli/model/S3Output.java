package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * Where in S3 an asynchronous invocation writes, under a folder named after its id.
 *
 * @param uri {@code s3://bucket} or {@code s3://bucket/prefix}
 * @param kmsKey ARN of the key that encrypts what is written, or null for the bucket's own
 * @param bucketOwner account that owns the bucket, or null for the caller's
 */
public record S3Output(
        String uri, @Nullable String kmsKey, @Nullable String bucketOwner) {}
