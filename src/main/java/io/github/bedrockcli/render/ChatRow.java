package io.github.bedrockcli.render;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saved chat in a list of them.
 *
 * @param last when it was used last
 * @param model null where the chat cannot be read, like {@code first}
 * @param turns how many have an answer
 * @param first the first of them; empty where there is none
 * @param problem why the chat cannot be read; null where it can
 */
public record ChatRow(
        String id,
        Instant last,
        @Nullable String model,
        int turns,
        @Nullable String first,
        @Nullable String problem) {}
