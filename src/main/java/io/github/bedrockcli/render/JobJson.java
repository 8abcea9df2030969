package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.S3Output;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One asynchronous invocation as JSON: every member in every row, the service's own words in the values. */
public final class JobJson {
    private JobJson() {}

    /** {@code output} is the folder in S3 that the files are written to. */
    public static ObjectNode of(AsyncJob job) {
        S3Output s3 = job.output();
        return Json.object()
                .put("arn", job.arn())
                .put("model", job.model())
                .put("status", job.status())
                .put("failure", job.failureMessage())
                .put("submitted", text(job.submitted()))
                .put("modified", text(job.modified()))
                .put("ended", text(job.ended()))
                .put("output", job.folder())
                .put("kms_key", s3 == null ? null : s3.kmsKey())
                .put("bucket_owner", s3 == null ? null : s3.bucketOwner())
                .put("client_token", job.clientToken());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
