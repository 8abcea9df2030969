package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;

/**
 * Turns as one text for models without control words of their own: a line a turn, each with its speaker's label.
 *
 * <p>The labels are those of the Bedrock user guide's conversational form of Titan Text. They are ordinary words, which
 * a text may hold too, so they are no protection against one that imitates turns.
 */
final class Transcript {
    private Transcript() {}

    /** The system prompt, the turns, and the label behind which the model goes on. */
    static String of(Turns turns, Prompt prompt) {
        StringBuilder text = new StringBuilder();
        String system = prompt.system();
        if (system != null) {
            text.append(system).append('\n');
        }
        for (Turns.Turn turn : turns.list()) {
            text.append(turn.role() == Role.USER ? "User: " : "Bot: ")
                    .append(turn.text())
                    .append('\n');
        }
        text.append("Bot:");
        String prefill = prompt.prefill();
        return prefill == null
                ? text.toString()
                : text.append(' ').append(prefill).toString();
    }

    /**
     * For models that complete a text and have no chat form: a question alone is sent as it is, behind the system prompt
     * and a blank line; where there is more to tell apart, it becomes a transcript.
     */
    static String completion(Turns turns, Prompt prompt) {
        if (prompt.raw()) {
            return turns.raw(prompt);
        }
        if (turns.list().size() > 1 || prompt.prefill() != null) {
            return of(turns, prompt);
        }
        String text = turns.list().get(0).text();
        String system = prompt.system();
        return system == null ? text : system + "\n\n" + text;
    }
}
