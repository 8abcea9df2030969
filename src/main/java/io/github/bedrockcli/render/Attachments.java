package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what an answer holds beside its text, so that nothing is lost in silence. */
public final class Attachments {
    private Attachments() {}

    /** Such as {@code the answer also holds 2 images, 1 document}; empty where there is nothing but text. */
    public static Optional<String> of(Reply reply) {
        if (reply.attachments().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> kinds = reply.attachments().stream()
                .collect(Collectors.groupingBy(kind -> kind, LinkedHashMap::new, Collectors.counting()));
        List<String> counted = new ArrayList<>();
        kinds.forEach((kind, number) -> counted.add(number + " " + kind + (number == 1 ? "" : "s")));
        return Optional.of("the answer also holds " + String.join(", ", counted));
    }
}
