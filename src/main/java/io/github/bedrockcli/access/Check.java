package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Finding.State;
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

    static Check problem(String step, Kind kind, String what, @Nullable String fix) {
        return problem(step, BedrockException.of(kind, what).fix(fix).build());
    }
}
