package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code --require} asks for, held against what was found. */
final class Requirements {
    private final List<Required> required;
    private final boolean accessible;

    /** @param accessible whether being listed is not enough */
    Requirements(List<Required> required, boolean accessible) {
        this.required = required;
        this.accessible = accessible;
    }

    /** What does not hold in a region, a reason each. */
    List<String> failures(RegionList list) {
        List<String> failures = new ArrayList<>();
        for (Required one : required) {
            String failure = failure(one, list);
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }

    /** For a region of which nothing is known. */
    List<String> failures(String region, String why) {
        return required.stream()
                .map(one -> one.id() + " could not be told in " + region + ": " + why)
                .toList();
    }

    private @Nullable String failure(Required one, RegionList list) {
        Optional<ModelSummary> found = list.find(one);
        ModelSummary row = found.orElseGet(
                () -> list.unlisted().stream().filter(one::isMetBy).findFirst().orElse(null));
        if (row == null) {
            return one.id() + " is not listed in " + list.region() + nearest(one, list);
        }
        Access access = accessible ? list.access().get(row.id()) : null;
        if (access != null) {
            return access.isYes()
                    ? null
                    : one.id() + (access.isUnknown() ? " could not be told in " : " is not accessible in ")
                            + list.region() + ": " + access.reason();
        }
        BedrockException missing = list.missing(one.listing());
        return found.isPresent() || missing == null
                ? null
                : one.id() + " could not be told in " + list.region() + ": listing "
                        + one.listing().plural() + " was denied";
    }

    /** Another form of the same model is nearer than any other spelling: a profile of it, or the model of a profile. */
    private static String nearest(Required one, RegionList list) {
        String wanted = one.id().value();
        List<String> ids = list.listed().all().stream().map(ModelSummary::id).toList();
        Stream<String> related = one.id().base().stream()
                .flatMap(base -> ids.stream().filter(id -> id.equals(base) || id.endsWith("." + base)));
        return related.findFirst()
                .or(() -> Spelling.nearest(wanted, ids))
                .map(id -> " (listed is " + id + ")")
                .orElse("");
    }
}
