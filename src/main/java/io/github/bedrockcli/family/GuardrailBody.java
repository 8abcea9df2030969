package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a guardrail that stands in an InvokeModel body: tags around what it shall judge, and the object that
 * names them. The guardrail's id and version travel in headers.
 *
 * <p>Source: Bedrock user guide, "Use a guardrail with inference operations" and "Apply tags to user input", 2026-11.
 * An older edition of the guide says that a request with a guardrail needs the object; the API reference of InvokeModel
 * does not, and recorded requests without it were answered and judged, so it is sent only when it has something to say. A
 * suffix without tags is not sent either: nothing says that the input is judged then.
 */
final class GuardrailBody {
    static final String FIELD = "amazon-bedrock-guardrailConfig";

    private static final String TAG = "amazon-bedrock-guardrails-guardContent_";
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** The most that a suffix may have, so that nobody who writes the input can guess the tag that ends it. */
    private static final int SUFFIX_LENGTH = 20;

    private GuardrailBody() {}

    /** A new suffix for one request: 20 letters and digits. */
    static String suffix(SecureRandom random) {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return suffix.toString();
    }

    /** The prompt with the texts of the last user turn in tags. */
    static Prompt tagged(Prompt prompt, String suffix) {
        List<Message> messages = new ArrayList<>(prompt.messages());
        int last = messages.size() - 1;
        while (last >= 0 && messages.get(last).role() != Role.USER) {
            last--;
        }
        Message turn = last < 0 ? prompt.messages().get(0) : messages.get(last);
        List<Content> content =
                turn.content().stream().map(part -> tagged(part, suffix)).toList();
        if (content.equals(turn.content())) {
            throw new UsageException("--guardrail-tag-input finds no text in the last turn of the user's");
        }
        messages.set(Math.max(last, 0), new Message(turn.role(), content));
        return prompt.withMessages(messages);
    }

    private static Content tagged(Content part, String suffix) {
        if (part instanceof Content.Text text) {
            return new Content.Text(tagged(text.text(), suffix));
        }
        if (part instanceof Content.Raw raw && raw.block().path("text").isTextual()) {
            ObjectNode block = raw.block().deepCopy();
            block.put("text", tagged(block.get("text").textValue(), suffix));
            return new Content.Raw(block);
        }
        return part;
    }

    private static String tagged(String text, String suffix) {
        String name = TAG + suffix;
        return "<" + name + ">" + text + "</" + name + ">";
    }

    /** @param suffix the tags' suffix; empty when nothing is tagged */
    static void add(ObjectNode body, Knobs.Guardrail guardrail, String suffix, boolean stream) {
        String mode = guardrail.streamMode();
        boolean moded = stream && mode != null;
        if (suffix.isEmpty() && !moded) {
            return;
        }
        ObjectNode config = body.putObject(FIELD);
        if (!suffix.isEmpty()) {
            config.put("tagSuffix", suffix);
        }
        if (moded) {
            config.put("streamProcessingMode", "sync".equals(mode) ? "SYNCHRONOUS" : "ASYNCHRONOUS");
        }
    }
}
