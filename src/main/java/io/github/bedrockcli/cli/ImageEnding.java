package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.render.AnswerFacts;
import io.github.bedrockcli.render.PictureJson.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said on standard error after pictures, and the exit code their outcome gives. */
final class ImageEnding {
    private final Notes notes;
    private final ImageFamily family;

    ImageEnding(Notes notes, ImageFamily family) {
        this.notes = notes;
        this.family = family;
    }

    /** Says how the answer ended where that matters, and gives the exit code. */
    ExitCode report(Stop stop, int came, int expected) {
        if (stop.outcome() == Outcome.BLOCKED) {
            String what = came == 0
                    ? "the picture was blocked"
                    : "not all pictures came (" + came + " of " + Math.max(expected, came) + "): the rest was blocked";
            new ErrorLines(what, stop.detail(), null, null).print(notes);
            return ExitCode.BLOCKED;
        }
        if (stop.outcome() != Outcome.COMPLETE) {
            String reason = stop.reason() == null ? "" : " (" + stop.reason() + ")";
            new ErrorLines("the model failed to make the picture" + reason, stop.detail(), "try again", null)
                    .print(notes);
            return ExitCode.REFUSED;
        }
        if (came < expected) {
            notes.note("note: " + came + " of " + expected + " pictures came, and the service does not say why");
        }
        return ExitCode.OK;
    }

    ExitCode unreadable(@Nullable String why) {
        new ErrorLines(
                        "the reply is not one that the family " + family.name() + " gives",
                        why,
                        "-o raw prints it as received; --family reads it another way",
                        null)
                .print(notes);
        return ExitCode.REFUSED;
    }

    /**
     * Says what makes the same pictures again.
     *
     * @param chosen false when the seed is the one that the service takes by default
     */
    void seeds(List<Written> written, boolean chosen) {
        List<Written> results = written.stream()
                .filter(picture -> picture.role() == null && picture.seed() != null)
                .toList();
        List<Long> seeds = results.stream()
                .map(Written::seed)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (seeds.size() == 1) {
            notes.note("note: seed " + seeds.get(0)
                    + (chosen ? "" : ", the service's default; --seed random makes another picture"));
        } else if (seeds.size() > 1) {
            notes.note("note: seeds "
                    + results.stream()
                            .map(picture -> picture.path() + " " + picture.seed())
                            .collect(Collectors.joining(", ")));
        }
    }

    /** The line of {@code --usage}. */
    void usage(List<Written> written, AnswerFacts facts) {
        List<Written> results =
                written.stream().filter(picture -> picture.role() == null).toList();
        List<String> parts = new ArrayList<>();
        String sizes = distinct(results.stream().map(ImageEnding::size).toList());
        parts.add("pictures " + results.size() + (sizes.isEmpty() ? "" : " (" + sizes + ")"));
        String tiers = distinct(results.stream()
                .flatMap(picture -> family.priceTier(picture.width(), picture.height()).stream())
                .toList());
        if (!tiers.isEmpty()) {
            parts.add("priced as " + tiers);
        }
        parts.addAll(Ending.times(facts));
        notes.line("usage: " + String.join("; ", parts));
    }

    private static String size(Written picture) {
        return picture.width() + "x" + picture.height();
    }

    private static String distinct(List<String> words) {
        return words.stream().distinct().collect(Collectors.joining(", "));
    }
}
