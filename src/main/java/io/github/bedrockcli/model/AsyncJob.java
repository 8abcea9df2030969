package io.github.bedrockcli.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous invocation as the service tells of it; words are the service's own.
 *
 * @param status {@code InProgress}, {@code Completed} or {@code Failed}; null where a list leaves it out
 * @param failureMessage why it failed, or null
 * @param ended when it was completed or failed, or null
 * @param clientToken the token it was started with, or null
 */
public record AsyncJob(
        String arn,
        @Nullable String modelArn,
        @Nullable String status,
        @Nullable String failureMessage,
        @Nullable Instant submitted,
        @Nullable Instant modified,
        @Nullable Instant ended,
        @Nullable S3Output output,
        @Nullable String clientToken) {
    public static final String IN_PROGRESS = "InProgress";
    public static final String COMPLETED = "Completed";

    /** Whether it has come to an end, good or bad. A word that is newer than this program ends it too. */
    public boolean isOver() {
        return status != null && !status.equals(IN_PROGRESS);
    }

    public boolean isCompleted() {
        return COMPLETED.equals(status);
    }

    /** The last part of the ARN, which also names the folder of the output. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The model's id where the ARN shows it, else its ARN. */
    public @Nullable String model() {
        return modelArn == null ? null : modelArn.replaceFirst("^arn:[^/]*:foundation-model/", "");
    }

    /**
     * The folder that its files are written to, with a slash at its end: one named after the invocation, which the
     * service's replies name already where they were recorded, and which is added where they do not.
     */
    public @Nullable String folder() {
        if (output == null) {
            return null;
        }
        String uri = output.uri().replaceFirst("/+$", "");
        return uri.endsWith("/" + id()) ? uri + "/" : uri + "/" + id() + "/";
    }
}
