package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the front of the service checks of StartAsyncInvoke before any model sees the input.
 *
 * <p>Source of patterns and limits: the service model of {@code bedrock-runtime} (botocore 1.43).
 */
final class AsyncRequestRules {
    private static final String MODEL_ID = "[a-zA-Z_\\.\\-/0-9:]+";
    private static final int MAX_MODEL_ID = 256;
    private static final String S3_URI = "s3://[a-z0-9][\\.\\-a-z0-9]{1,61}[a-z0-9](/.*)?";
    private static final int MAX_S3_URI = 1024;
    private static final String KMS_KEY =
            "arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:" + "((key/[a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+))";
    private static final String ACCOUNT = "[0-9]{12}";
    private static final String TOKEN = "[!-~]*";
    private static final int MAX_TOKEN = 256;
    private static final int MAX_TAGS = 200;
    private static final String TAG = "[a-zA-Z0-9\\s._:/=+@-]*";
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;
    private static final String OUTPUT = "outputDataConfig.s3OutputDataConfig";

    private AsyncRequestRules() {}

    static void check(JsonNode body) {
        String modelId = text(body, "modelId", "modelId", MODEL_ID);
        if (modelId.length() > MAX_MODEL_ID) {
            throw Constraint.longest("modelId", modelId, MAX_MODEL_ID);
        }
        if (!body.has("modelInput") || body.path("modelInput").isNull()) {
            throw Constraint.missing("modelInput");
        }
        checkOutput(body);
        optional(body, "clientRequestToken", "clientRequestToken", TOKEN, 1, MAX_TOKEN);
        checkTags(body.path("tags"));
    }

    private static void checkOutput(JsonNode body) {
        if (!body.path("outputDataConfig").isObject()) {
            throw Constraint.missing("outputDataConfig");
        }
        if (!body.at("/outputDataConfig/s3OutputDataConfig").isObject()) {
            throw Constraint.missing(OUTPUT);
        }
        String place = "outputDataConfig/s3OutputDataConfig/";
        String uri = text(body, place + "s3Uri", OUTPUT + ".s3Uri", S3_URI);
        if (uri.length() > MAX_S3_URI) {
            throw Constraint.longest(OUTPUT + ".s3Uri", uri, MAX_S3_URI);
        }
        optional(body, place + "kmsKeyId", OUTPUT + ".kmsKeyId", KMS_KEY, 1, 2048);
        optional(body, place + "bucketOwner", OUTPUT + ".bucketOwner", ACCOUNT, 12, 12);
    }

    private static void checkTags(JsonNode tags) {
        if (tags.size() > MAX_TAGS) {
            throw Constraint.longest("tags", tags.size() + " tags", MAX_TAGS);
        }
        for (int i = 0; i < tags.size(); i++) {
            String member = "tags." + (i + 1) + ".member.";
            text(tags.get(i), "key", member + "key", TAG);
            text(tags.get(i), "value", member + "value", TAG);
            optional(tags.get(i), "key", member + "key", TAG, 1, MAX_TAG_KEY);
            optional(tags.get(i), "value", member + "value", TAG, 0, MAX_TAG_VALUE);
        }
    }

    private static void optional(
            JsonNode body, String pointer, String member, String pattern, int shortest, int longest) {
        if (body.at("/" + pointer).isMissingNode() || body.at("/" + pointer).isNull()) {
            return;
        }
        String value = text(body, pointer, member, pattern);
        if (value.length() < shortest) {
            throw Constraint.shortest(member, value, shortest);
        }
        if (value.length() > longest) {
            throw Constraint.longest(member, value, longest);
        }
    }

    private static String text(JsonNode body, String pointer, String member, String pattern) {
        JsonNode value = body.at("/" + pointer);
        if (value.isMissingNode() || value.isNull()) {
            throw Constraint.missing(member);
        }
        if (!value.isTextual()) {
            throw ServiceError.of(400, "SerializationException", "The value of " + member + " is not a string.");
        }
        if (!value.textValue().matches(pattern)) {
            throw Constraint.pattern(member, value.textValue(), pattern);
        }
        return value.textValue();
    }
}
