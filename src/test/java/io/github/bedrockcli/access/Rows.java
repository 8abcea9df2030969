package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Rows of lists for tests of access, with what matters to it. */
final class Rows {
    static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";

    private Rows() {}

    /** @param types parted by spaces */
    static ModelSummary model(String id, String types) {
        return model(id, types, "ACTIVE", null);
    }

    static ModelSummary model(String id, String types, String lifecycle, String end) {
        return row(Kind.FOUNDATION_MODEL, id, types, lifecycle, end, List.of());
    }

    /** @param regions where it routes to, parted by spaces */
    static ModelSummary profile(String id, String status, String regions, String... models) {
        List<String> arns = Stream.of(regions.split(" "))
                .flatMap(region ->
                        Stream.of(models).map(model -> "arn:aws:bedrock:" + region + "::foundation-model/" + model))
                .toList();
        return row(Kind.SYSTEM_PROFILE, id, "", status, null, arns);
    }

    static ModelSummary own(Kind kind, String resource, String status, String... models) {
        return row(kind, ACCOUNT + resource, "", status, null, List.of(models));
    }

    private static ModelSummary row(
            Kind kind, String id, String types, String lifecycle, String end, List<String> models) {
        return new ModelSummary(
                kind,
                id,
                id.startsWith("arn:") ? id : "arn:aws:bedrock:us-east-1::foundation-model/" + id,
                id,
                null,
                List.of("TEXT"),
                List.of("TEXT"),
                types.isEmpty() ? List.of() : List.of(types.split(" ")),
                List.of(),
                null,
                lifecycle,
                end == null ? null : Instant.parse(end),
                models);
    }

    /** @param words agreement, authorization, entitlement, region; {@code -} for one that is missing */
    static ModelAvailability availability(String words, String error) {
        String[] word = words.split(" ");
        for (int i = 0; i < word.length; i++) {
            word[i] = word[i].equals("-") ? null : word[i];
        }
        return new ModelAvailability("acme.one-v1:0", word[0], error, word[1], word[2], word[3]);
    }
}
