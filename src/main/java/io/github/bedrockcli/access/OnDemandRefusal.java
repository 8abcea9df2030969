package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.regex.Pattern;

/**
 * The service's refusal of a bare model id that answers only through an inference profile.
 *
 * <p>Source: recorded refusals of InvokeModel, Converse and their streams; all are a ValidationException of 400, "Invocation
 * of model ID X with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that
 * contains this model.", some with a sentence before it.
 */
final class OnDemandRefusal {
    private static final Pattern WORDS = Pattern.compile("with on-demand throughput isn['\u2019]t supported");

    private OnDemandRefusal() {}

    static boolean is(BedrockException failure) {
        return failure.kind() == Kind.REFUSED
                && failure.code().map("ValidationException"::equals).orElse(true)
                && WORDS.matcher(failure.getMessage()).find();
    }
}
