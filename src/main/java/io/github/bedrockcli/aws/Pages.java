package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of a list that comes in pages, to its end: a list that turns in a circle or never ends is no list. */
final class Pages {
    /** No account has so many; each page may have a thousand rows. */
    private static final int MOST = 1_000;

    private Pages() {}

    /** @param token of the next page, or null; rows that are null are left out */
    static <P, R> Stream<R> rows(
            String operation, Iterable<P> pages, Function<P, String> token, Function<P, List<R>> rows) {
        Set<String> tokens = new HashSet<>();
        List<R> all = new ArrayList<>();
        int count = 0;
        for (P page : pages) {
            rows.apply(page).stream().filter(Objects::nonNull).forEach(all::add);
            String next = token.apply(page);
            count++;
            if ((next != null && !tokens.add(next)) || count >= MOST) {
                throw BedrockException.of(Kind.UNREADABLE, "the pages of " + operation + " do not end")
                        .fix("check the endpoint and the proxy: what answered may not be Bedrock")
                        .build();
            }
        }
        return all.stream();
    }
}
