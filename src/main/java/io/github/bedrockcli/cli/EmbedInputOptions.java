package io.github.bedrockcli.cli;

import io.github.bedrockcli.bulk.InputRow;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is embedded: arguments, pictures, or the rows of a file or of standard input. */
final class EmbedInputOptions {
    private List<String> texts = List.of();
    private List<String> images = List.of();
    private final RowOptions file = new RowOptions();
    private @Nullable String imageField;

    void declare(Declarations command) {
        command.argument(
                        "TEXT",
                        "0..*",
                        "Texts, a vector each. Without any, and without --image, standard input is read: a text a"
                                + " line.")
                .texts(value -> texts = value);
        command.option(
                        "-i, --image",
                        "FILE",
                        "Picture (PNG, JPEG, GIF, WebP), - for standard input. Without TEXT repeatable, a vector"
                                + " each; with one TEXT one picture, and the two become one vector.")
                .texts(value -> images = value);
        file.declare(command);
        command.option(
                        "--image-field",
                        "/POINTER",
                        "Where in each JSON line the name of a picture's file is, from the working directory; beside"
                                + " --field a line may have a text, a picture or both.")
                .text(value -> imageField = value);
    }

    /**
     * Inputs in order, read as they are asked for.
     *
     * @param in what is read, or null for arguments
     * @param mayBeEmpty whether it is no mistake when there is no input
     */
    record Source(Iterator<InputRow> rows, @Nullable InputStream in, boolean mayBeEmpty) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }

    /** Whether {@link #open} gives the same inputs every time: arguments and plain files, but no pipes. */
    boolean canReopen(InputFiles files) {
        String input = file.input();
        return hasArguments() ? !images.contains("-") : input != null && files.isRegular(input);
    }

    /** Whether a file is what the inputs are read from, by this name or another. */
    boolean comeFrom(Path target, Io io) {
        String input = hasArguments() ? null : file.input();
        try {
            return input != null
                    && !input.equals("-")
                    && Files.exists(target)
                    && Files.isSameFile(io.directory().resolve(input), target);
        } catch (IOException | InvalidPathException e) {
            return false; // Why it cannot be read is said when it is opened.
        }
    }

    /** The kinds that may come: known for arguments, possible for files. */
    Set<Kind> kinds() {
        if (hasArguments()) {
            return Set.of(images.isEmpty() ? Kind.TEXT : hasText() ? Kind.TEXT_AND_IMAGE : Kind.IMAGE);
        }
        if (imageField == null) {
            return Set.of(Kind.TEXT);
        }
        return file.hasField() ? EnumSet.allOf(Kind.class) : Set.of(Kind.IMAGE);
    }

    /** Opens the inputs at their beginning. */
    Source open(Io io, InputFiles files) {
        if (hasArguments()) {
            checkAlone();
            return new Source(arguments().iterator(), null, false);
        }
        boolean dash = !texts.isEmpty();
        if (dash && file.input() != null) {
            throw fromTwoPlaces();
        }
        if (!dash && file.input() == null && io.inTerminal()) {
            throw noInput();
        }
        InputStream in = file.open(files);
        return new Source(file.rows(files, in, imageField), in, file.input() != null);
    }

    boolean readsStandardInput() {
        return hasArguments() ? images.contains("-") : file.readsStandardInput();
    }

    private boolean hasArguments() {
        return hasText() || !images.isEmpty();
    }

    /** A lone {@code -} stands for standard input. */
    private boolean hasText() {
        return !texts.isEmpty() && !texts.equals(List.of("-"));
    }

    static UsageException noInput() {
        return new UsageException(
                "there is no text", "bedrock embed \"your text\", or pipe lines in: ... | bedrock embed");
    }

    private static UsageException fromTwoPlaces() {
        return new UsageException("texts come from TEXT or from --input, not from both");
    }

    private void checkAlone() {
        if (!images.isEmpty()) {
            checkImages();
        }
        if (file.input() != null) {
            throw fromTwoPlaces();
        }
        if (imageField != null) {
            throw new UsageException("--image-field goes with --input, not with TEXT or --image");
        }
        if (file.hasLayout()) {
            throw new UsageException("--field, --id-field and --column go with --input, not with TEXT");
        }
    }

    private void checkImages() {
        if (texts.size() > 1 || (!texts.isEmpty() && images.size() > 1)) {
            throw new UsageException(
                    "one TEXT goes with one --image, not " + texts.size() + " with " + images.size(),
                    "for many: --input FILE.jsonl --field /text --image-field /image");
        }
        if (texts.equals(List.of("-"))) {
            throw new UsageException("beside --image the text is an argument, not standard input");
        }
        if (file.input() != null) {
            throw new UsageException(
                    "pictures come from --image or from --input, not from both",
                    "name them in the file: --input FILE.jsonl --image-field /image");
        }
        if (images.stream().filter("-"::equals).count() > 1) {
            throw new UsageException("standard input can be read once, and --image - is given twice");
        }
    }

    private List<InputRow> arguments() {
        List<InputRow> rows = new ArrayList<>();
        if (images.isEmpty()) {
            for (String text : texts) {
                rows.add(InputRow.of(texts.size() == 1 ? "TEXT" : "TEXT " + (rows.size() + 1), text));
            }
            return rows;
        }
        String text = texts.isEmpty() ? null : texts.get(0);
        images.forEach(image -> rows.add(
                new InputRow(text == null ? "--image " + image : "TEXT with --image", text, image, null, null)));
        return rows;
    }
}
