package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.S3Output;
import io.github.bedrockcli.model.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invocation that runs on its own and writes to S3: where to, and how it is known again. */
final class AsyncOptions {
    // Source of patterns and limits: the runtime service model, StartAsyncInvokeRequest.
    private static final String S3_URI = "s3://[a-z0-9][.\\-a-z0-9]{1,61}[a-z0-9](/.*)?";
    private static final int LONGEST_S3_URI = 1024;
    private static final String KMS_KEY =
            "arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:" + "((key/[a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+))";
    private static final String ACCOUNT = "[0-9]{12}";
    private static final String TOKEN = "[!-~]{1,256}";
    private static final String TAG_KEY = "[a-zA-Z0-9\\s._:/=+@-]{1,128}";
    private static final String TAG_VALUE = "[a-zA-Z0-9\\s._:/=+@-]{0,256}";
    private static final int MOST_TAGS = 200;

    private boolean async;
    private @Nullable String output;
    private @Nullable String kmsKey;
    private @Nullable String bucketOwner;
    private @Nullable String clientToken;
    private List<String> tags = List.of();
    private final WaitOptions wait = new WaitOptions();

    void declare(Declarations command) {
        command.flag(
                "--async",
                "Start an asynchronous invocation, which writes to S3, and print its ARN: for video models.",
                value -> async = value);
        command.option(
                        "--s3-output",
                        "URI",
                        "Where it writes, such as s3://bucket/videos/: into a folder named after the invocation.")
                .text(value -> output = value);
        command.option("--kms-key", "ARN", "Key that encrypts what is written (default: the bucket's).")
                .text(value -> kmsKey = value);
        command.option("--bucket-owner", "ACCOUNT", "Account that owns the bucket (default: the caller's).")
                .text(value -> bucketOwner = value);
        command.option("--client-token", "TOKEN", "The same token again starts nothing new (default: a new one).")
                .text(value -> clientToken = value);
        command.option("--tag", "K=V", "A tag of the invocation; repeatable.").texts(value -> tags = value);
        wait.declare(command);
    }

    boolean isAsked() {
        return async;
    }

    WaitOptions waiting() {
        return wait;
    }

    /** Refuses what means nothing without {@code --async}. */
    void checkUnasked(Typed typed) {
        for (String option : new String[] {
            "--s3-output", "--kms-key", "--bucket-owner", "--client-token", "--tag", "--wait", "--wait-timeout"
        }) {
            if (typed.has(option)) {
                throw new UsageException(option + " goes with --async", "add --async");
            }
        }
    }

    /** @param validate whether local checks apply */
    S3Output output(boolean validate) {
        if (output == null || output.isBlank()) {
            throw new UsageException(
                    "--async writes to S3, and needs a place there", "add --s3-output s3://BUCKET/PREFIX/");
        }
        if (validate) {
            if (!output.matches(S3_URI) || output.length() > LONGEST_S3_URI) {
                throw new UsageException(
                        "--s3-output is a place in S3, not '" + output + "'", "for example s3://my-bucket/videos/");
            }
            check(
                    "--kms-key",
                    kmsKey,
                    KMS_KEY,
                    "the ARN of a key or of an alias",
                    "for example arn:aws:kms:us-east-1:123456789012:alias/my-key");
            check("--bucket-owner", bucketOwner, ACCOUNT, "an account number of 12 digits", null);
        }
        return new S3Output(output, kmsKey, bucketOwner);
    }

    /** The token given, or a new one: made once, so that however often the request is sent one job starts. */
    String clientToken() {
        check("--client-token", clientToken, TOKEN, "1..256 letters, digits and signs without spaces", null);
        return clientToken == null ? UUID.randomUUID().toString() : clientToken;
    }

    /** @param validate whether local checks apply */
    Map<String, String> tags(boolean validate) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--tag takes KEY=VALUE, not '" + tag + "'");
            }
            String key = tag.substring(0, equals);
            String value = tag.substring(equals + 1);
            if (validate && !(key.matches(TAG_KEY) && value.matches(TAG_VALUE))) {
                throw new UsageException("--tag '" + tag
                        + "': a key has 1..128 and a value 0..256 letters, digits, spaces and ._:/=+@-");
            }
            pairs.put(key, value);
        }
        if (validate && pairs.size() > MOST_TAGS) {
            throw new UsageException("--tag takes at most " + MOST_TAGS + " tags");
        }
        return pairs;
    }

    private static void check(
            String option, @Nullable String value, String form, String what, @Nullable String example) {
        if (value != null && !value.matches(form)) {
            throw new UsageException(option + " is " + what + ", not '" + value + "'", example);
        }
    }
}
