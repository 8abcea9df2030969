package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.CredentialStep;
import io.github.bedrockcli.model.SettingSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to credentials that was found but not yet walked.
 *
 * @param steps what it is made of: a role first, what it is assumed with after it
 */
record Found(CredentialSource source, List<CredentialStep> steps) {
    Found {
        steps = List.copyOf(steps);
    }

    static Found of(CredentialSource source, String kind, String what, SettingSource place) {
        return new Found(source, List.of(new CredentialStep(kind, what, place, null)));
    }

    /** What is got with these credentials. */
    Found under(CredentialSource outer, CredentialStep step) {
        List<CredentialStep> all = new ArrayList<>(List.of(step));
        all.addAll(steps);
        return new Found(outer, all);
    }

    /** The last step of all: what no other credentials are needed for. */
    CredentialStep origin() {
        return steps.get(steps.size() - 1);
    }

    /** The MFA device whose code the way takes, or null. */
    @Nullable
    String mfa() {
        return steps.stream()
                .map(CredentialStep::mfa)
                .filter(serial -> serial != null)
                .findFirst()
                .orElse(null);
    }
}
