package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Finding.State;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one step of the doctor.
 *
 * @param text what was found; with a failure it may be empty, as the failure says it
 * @param failure what a problem is; whoever shows it has the words and the fix for it
 */
public record Check(
        String step,
        State state,
        String text,
        @Nullable String fix,
        @Nullable BedrockException failure) {
    /** What tells nothing of the way to the model: the question itself was not allowed, or not answered now. */
    private static final Set<Kind> UNANSWERED =
            EnumSet.of(Kind.ACCESS_DENIED, Kind.THROTTLED, Kind.UNAVAILABLE, Kind.TIMEOUT);

    public static Check ok(String step, String text) {
        return new Check(step, State.OK, text, null, null);
    }

    public static Check unknown(String step, String why) {
        return new Check(step, State.COULD_NOT_TELL, why, null, null);
    }

    public static Check unknown(String step, String why, @Nullable String fix) {
        return new Check(step, State.COULD_NOT_TELL, why, fix, null);
    }

    public static Check problem(String step, BedrockException failure) {
        return new Check(step, State.PROBLEM, "", null, failure);
    }

    /** Not to be let to ask stands in nobody's way; anything else would stop a call to the model as well. */
    static Check unanswered(String step, String action, BedrockException failure) {
        return UNANSWERED.contains(failure.kind())
                ? unknown(step, Question.reason(failure, action), failure.fix().orElse(null))
                : problem(step, failure);
    }

    static Check problem(String step, Kind kind, String what, @Nullable String fix) {
        return problem(step, BedrockException.of(kind, what).fix(fix).build());
    }
}
