package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Where the families keep the model's text and the reason why it stopped, in replies and chunks of the emulator. By name,
 * as the names are few and mean nothing else there: {@code FaultContentTest} asks every family.
 */
final class ReplyMembers {
    private static final Set<String> TEXT =
            Set.of("text", "outputText", "generation", "completion", "content", "message");

    private static final Set<String> FINISH = Set.of("stopReason", "finish_reason", "finishReason", "completionReason");

    /** Where there is a finish reason too, the stop reason is the sequence that was met. */
    private static final String STOP = "stop_reason";

    /** What was asked, in replies of AI21 Jurassic. */
    private static final String PROMPT = "prompt";

    private ReplyMembers() {}

    /**
     * A text member of a tree.
     *
     * @param owner the object that has it
     */
    record Member(ObjectNode owner, String name) {
        String value() {
            return owner.path(name).textValue();
        }

        void set(String value) {
            owner.put(name, value);
        }
    }

    /** The model's text, or the first of it; empty where there is none. */
    static Optional<Member> text(JsonNode tree) {
        return find(tree, (owner, name) -> TEXT.contains(name)).stream().findFirst();
    }

    /** The reasons why the model stopped; empty where it has not. */
    static List<Member> stops(JsonNode tree) {
        // AI21 Jurassic has an object under the name, with the reason in it.
        List<Member> finishes = find(tree, (owner, name) -> FINISH.contains(name) || name.equals("reason"));
        return finishes.isEmpty() ? find(tree, (owner, name) -> name.equals(STOP)) : finishes;
    }

    private static List<Member> find(JsonNode tree, BiPredicate<ObjectNode, String> wanted) {
        List<Member> found = new ArrayList<>();
        collect(tree, wanted, found);
        return found;
    }

    private static void collect(JsonNode tree, BiPredicate<ObjectNode, String> wanted, List<Member> found) {
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            JsonNode value = member.getValue();
            boolean said = value.isTextual() && !value.textValue().isEmpty();
            if (said && tree instanceof ObjectNode owner && wanted.test(owner, member.getKey())) {
                found.add(new Member(owner, member.getKey()));
            } else if (!member.getKey().equals(PROMPT)) {
                collect(value, wanted, found);
            }
        }
        if (tree.isArray()) {
            tree.forEach(child -> collect(child, wanted, found));
        }
    }
}
