package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.MessagesJson;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the model is asked: prompt, files, standard input, system prompt, pictures, documents, videos, earlier turns. */
final class PromptOptions {
    private @Nullable String argument;
    private List<String> files = List.of();
    private boolean noStdin;
    private final SystemOptions system = new SystemOptions();
    private final AttachmentOptions attachments = new AttachmentOptions();
    private @Nullable String messages;
    private @Nullable String prefill;
    private boolean raw;

    void declare(Declarations command) {
        command.argument(
                        "PROMPT",
                        "0..1",
                        "The prompt; - reads standard input. With a pipe and an argument: the pipe first.")
                .text(value -> argument = value);
        command.option("-f, --file", "FILE", "Prompt from a UTF-8 file; several are joined by a blank line.")
                .texts(value -> files = value);
        command.flag("--no-stdin", "Leave standard input alone (for shell loops).", value -> noStdin = value);
        system.declare(command);
        attachments.declare(command);
        command.option(
                        "--messages",
                        "FILE",
                        "A JSON array of {\"role\",\"content\"} turns instead of a prompt; - for standard input.")
                .text(value -> messages = value);
        command.option("--prefill", "TEXT", "Start of the answer, where the family takes it.")
                .text(value -> prefill = value);
        command.flag("--raw-prompt", "Do not wrap the prompt in the family's chat template.", value -> raw = value);
    }

    /**
     * Reads everything that was named.
     *
     * @param others names of files that other options read; one that is {@code -} leaves standard input to them
     * @throws UsageException when there is no prompt, or something cannot be read
     */
    Prompt read(Io io, InputFiles input, Typed typed, Stream<String> others) {
        return find(io, input, typed, others)
                .orElseThrow(() -> new UsageException(
                        "there is no prompt",
                        "bedrock invoke \"your prompt\", or pipe one in: echo ... | bedrock invoke"));
    }

    /** As {@link #read}, for a model that has a prompt of its own: empty when none was given. */
    Optional<Prompt> find(Io io, InputFiles input, Typed typed, Stream<String> others) {
        boolean taken = standardInputTaken(others);
        return (messages == null ? fromTexts(io, input, taken) : Optional.of(fromMessages(input, messages)))
                .map(prompt -> completed(prompt, input, typed));
    }

    private Prompt completed(Prompt turns, InputFiles input, Typed typed) {
        Prompt prompt = turns;
        String systemText = system.text(input, typed);
        // A standing system prompt gives way to that of the turns.
        if (systemText != null && (prompt.system() == null || typed.any("--system", "--system-file"))) {
            prompt = prompt.withSystem(systemText);
        }
        return prefill == null ? prompt : prefilled(prompt, prefill, typed);
    }

    /**
     * The prompt of an image model, which has no other texts than this: that of standard input, files and argument.
     *
     * @param others as for {@link #read}
     */
    Optional<String> text(Io io, InputFiles input, Stream<String> others) {
        String text = String.join("\n\n", texts(io, input, standardInputTaken(others)));
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** The pictures of {@code --image}. */
    List<Media> images(InputFiles input) {
        return attachments.images(input);
    }

    private boolean standardInputTaken(Stream<String> others) {
        long readers = Stream.concat(files(), others).filter("-"::equals).count();
        if (readers > 1) {
            throw new UsageException(
                    "standard input can be read once: only one of PROMPT, --file, --system-file, --image, --mask,"
                            + " --document, --video, --messages and -p NAME=@ can be -");
        }
        return readers > 0;
    }

    private Prompt prefilled(Prompt prompt, String start, Typed typed) {
        if (prompt.prefill() != null && !typed.has("--prefill")) {
            return prompt;
        }
        if (prompt.prefill() != null) {
            throw new UsageException(
                    "the turns of " + InputFiles.label(String.valueOf(messages))
                            + " end with the start of an answer, and --prefill gives another",
                    "leave one of them out");
        }
        return prompt.withPrefill(start);
    }

    /** Whether anything of a prompt was given on the command line; {@code --body} takes its place. */
    boolean given(Typed typed) {
        return argument != null
                || typed.any(
                        "--file",
                        "--system",
                        "--system-file",
                        "--image",
                        "--document",
                        "--video",
                        "--messages",
                        "--prefill",
                        "--raw-prompt");
    }

    private Stream<String> files() {
        return Stream.of(
                        Stream.ofNullable(argument),
                        Stream.ofNullable(messages),
                        files.stream(),
                        system.files(),
                        attachments.files())
                .flatMap(names -> names);
    }

    private Prompt fromMessages(InputFiles input, String name) {
        if (argument != null || !files.isEmpty() || attachments.given()) {
            throw new UsageException("--messages stands instead of PROMPT, --file, --image, --document and --video");
        }
        JsonNode turns;
        try {
            turns = Json.parseOnce(input.text(name));
        } catch (JsonProcessingException e) {
            throw new UsageException(InputFiles.label(name) + " is not JSON: " + e.getOriginalMessage() + where(e));
        }
        return MessagesJson.prompt(turns, InputFiles.label(name), raw);
    }

    private static String where(JsonProcessingException error) {
        return error.getLocation() == null
                ? ""
                : " (line " + error.getLocation().getLineNr() + ", column "
                        + error.getLocation().getColumnNr() + ")";
    }

    private Optional<Prompt> fromTexts(Io io, InputFiles input, boolean taken) {
        String text = String.join("\n\n", texts(io, input, taken));
        List<Content> content = attachments.read(input);
        if (text.isBlank()) {
            if (content.isEmpty()) {
                return Optional.empty();
            }
        } else {
            content.add(new Content.Text(text));
        }
        return Optional.of(new Prompt(null, List.of(new Message(Role.USER, content)), null, raw));
    }

    /** Standard input first, then files, then the argument. */
    private List<String> texts(Io io, InputFiles input, boolean taken) {
        List<String> texts = new ArrayList<>();
        boolean asked = "-".equals(argument);
        if (asked || (!taken && !noStdin && !io.inTerminal())) {
            addIfAny(texts, input.text("-"));
        }
        files.forEach(name -> addIfAny(texts, input.text(name)));
        if (argument != null && !asked) {
            addIfAny(texts, argument);
        }
        return texts;
    }

    /** The line ends after the last line belong to the file, not to the prompt. */
    private static void addIfAny(List<String> texts, String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        if (end > 0) {
            texts.add(text.substring(0, end));
        }
    }
}
