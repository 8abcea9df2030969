package io.github.bedrockcli.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What options, environment and files say of credentials and region, and where each stands; no secret among them.
 *
 * @param region null when none is set
 * @param profile the profile that is read, and what named it
 * @param candidates every way to credentials that is there: the one that is used first, the others by precedence
 * @param steps of the way that is used: a role first, what it is assumed with after it; empty when that way is broken
 * @param settings that lead elsewhere than usual: endpoints, FIPS, dual stack, certificate authorities
 */
public record CredentialReport(
        @Nullable Setting region,
        Setting profile,
        List<CredentialCandidate> candidates,
        List<CredentialStep> steps,
        List<Setting> settings) {
    public CredentialReport {
        candidates = List.copyOf(candidates);
        steps = List.copyOf(steps);
        settings = List.copyOf(settings);
    }

    /** The credentials that are used; empty when there are none. */
    public Optional<CredentialCandidate> winner() {
        return candidates.stream().filter(CredentialCandidate::won).findFirst();
    }
}
