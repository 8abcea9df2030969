package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a chat template that tell turns apart. In the one text that some models take they cannot be told from the
 * template's own, so a text from elsewhere could end its turn and speak as system or assistant. They are refused, as
 * Meta's own code does, rather than changed behind the user's back.
 *
 * @param template whose they are, such as {@code Llama's}
 */
record ControlWords(String template, Pattern pattern) {
    /** @throws UsageException for the first text that holds one */
    void refuse(Turns turns, Prompt prompt) {
        turns.list().forEach(turn -> refuse(turn.text()));
        refuse(prompt.system() == null ? "" : prompt.system());
        refuse(prompt.prefill() == null ? "" : prompt.prefill());
    }

    private void refuse(String text) {
        Matcher matcher = pattern.matcher(text);
        if (matcher.find()) {
            throw new UsageException(
                    "the prompt holds '" + matcher.group() + "', a control word of " + template + " chat template",
                    "--raw-prompt if the text is a whole template, --no-validate if the model may act on the word");
        }
    }
}
