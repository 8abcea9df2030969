package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Told;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question to the control plane, asked: its answer or the failure.
 *
 * @param action the permission that it needs, such as {@code bedrock:GetFoundationModel}
 */
record Question<T>(
        String action, @Nullable T value, @Nullable BedrockException failure) {
    /** What fails every other question in the same way. */
    private static final Set<Kind> FATAL = EnumSet.of(Kind.CONFIGURATION, Kind.CREDENTIALS, Kind.CANCELLED);

    /**
     * Asks.
     *
     * @throws BedrockException when there are no credentials or no region: nothing else can be asked either
     */
    static <T> Question<T> ask(String operation, Supplier<T> call) {
        String action = "bedrock:" + operation;
        try {
            return new Question<>(action, call.get(), null);
        } catch (BedrockException e) {
            if (FATAL.contains(e.kind())) {
                throw e;
            }
            return new Question<>(action, null, e);
        }
    }

    /** One that was not answered in time. */
    static <T> Question<T> late(String operation, Duration patience) {
        return new Question<>(
                "bedrock:" + operation,
                null,
                BedrockException.of(Kind.TIMEOUT, "no answer within " + patience.toSeconds() + " s")
                        .build());
    }

    static <T> Question<T> unasked() {
        return new Question<>("", null, null);
    }

    /** Whether the service said that there is no such thing, or takes no such id. */
    boolean refused() {
        return failure != null && failure.kind() == Kind.REFUSED;
    }

    Told<T> told() {
        return new Told<>(value, failure == null ? null : why());
    }

    /** The same answer looked at in another way; nothing where that gives null. */
    <U> Told<U> told(Function<T, @Nullable U> view) {
        return new Told<>(value == null ? null : view.apply(value), failure == null ? null : why());
    }

    /** Why there is no answer, in a few words; empty where there is one. */
    String why() {
        BedrockException e = failure;
        return e == null ? "" : reason(e, action);
    }

    /** @param action the permission that was missing where access was denied */
    static String reason(BedrockException e, String action) {
        return switch (e.kind()) {
            case ACCESS_DENIED -> action + " is not allowed";
            case THROTTLED -> "throttled";
            case UNAVAILABLE -> "the service is not available";
            default -> e.getMessage();
        };
    }
}
