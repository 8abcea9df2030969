package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import java.util.regex.Pattern;

/**
 * The chat templates of the Llama generations: how turns become the one text the model reads.
 *
 * <p>Sources: Bedrock user guide, "Meta Llama models"; Meta's model cards and prompt formats; recorded prompts of Llama 2
 * (one turn) and Llama 3; 2026-11. Llama 2's form for several turns and Llama 4's form are from the model cards alone.
 */
enum LlamaTemplate {
    LLAMA_2("\\[/?INST\\]|<</?SYS>>") {
        @Override
        String render(Turns turns, Prompt prompt) {
            StringBuilder text = new StringBuilder();
            String system = prompt.system();
            String lead = system == null ? "" : "<<SYS>>\n" + system + "\n<</SYS>>\n\n";
            boolean closed = true;
            for (Turns.Turn turn : turns.list()) {
                if (turn.role() == Role.USER) {
                    text.append(closed ? "<s>" : " ").append("[INST] ").append(lead);
                    text.append(turn.text()).append(" [/INST]");
                    lead = "";
                    closed = false;
                } else {
                    text.append(' ').append(turn.text()).append(" </s>");
                    closed = true;
                }
            }
            String prefill = prompt.prefill();
            return prefill == null
                    ? text.toString()
                    : text.append(' ').append(prefill).toString();
        }
    },
    LLAMA_3("<\\|[a-z0-9_]+\\|>") {
        @Override
        String render(Turns turns, Prompt prompt) {
            return headed(turns, prompt, "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>");
        }
    },
    LLAMA_4("<\\|[a-z0-9_]+\\|>") {
        @Override
        String render(Turns turns, Prompt prompt) {
            return headed(turns, prompt, "<|header_start|>", "<|header_end|>", "<|eot|>");
        }
    };

    private final Pattern control;

    LlamaTemplate(String control) {
        this.control = Pattern.compile(control);
    }

    /** An id that does not tell its generation, such as an imported model's, gets the template of Llama 3. */
    static LlamaTemplate of(String base) {
        if (base.startsWith("meta.llama2")) {
            return LLAMA_2;
        }
        return base.startsWith("meta.llama4") ? LLAMA_4 : LLAMA_3;
    }

    abstract String render(Turns turns, Prompt prompt);

    /** Refuses texts that hold the template's own words. */
    void refuseControlWords(Turns turns, Prompt prompt) {
        new ControlWords("Llama's", control).refuse(turns, prompt);
    }

    private static String headed(Turns turns, Prompt prompt, String open, String close, String end) {
        StringBuilder text = new StringBuilder("<|begin_of_text|>");
        String system = prompt.system();
        if (system != null) {
            text.append(open)
                    .append("system")
                    .append(close)
                    .append("\n\n")
                    .append(system)
                    .append(end);
        }
        for (Turns.Turn turn : turns.list()) {
            text.append(open).append(turn.role().wireName()).append(close).append("\n\n");
            text.append("<|image|>".repeat(turn.images().size()));
            text.append(turn.text()).append(end);
        }
        text.append(open).append("assistant").append(close).append("\n\n");
        String prefill = prompt.prefill();
        return prefill == null ? text.toString() : text.append(prefill).toString();
    }
}
