package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Pictures and documents beside a prompt; in a chat, beside its first turn. */
final class AttachmentOptions {
    @Option(
            names = {"-i", "--image"},
            paramLabel = "FILE",
            description = "Picture (PNG, JPEG, GIF, WebP) beside the prompt, in a chat beside the first turn; for image"
                    + " models the picture to change; repeatable.")
    private List<String> images = List.of();

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "Document (PDF, text, ...) beside the prompt, where the family takes it; repeatable.")
    private List<String> documents = List.of();

    /** The names of files to read. */
    Stream<String> files() {
        return Stream.concat(images.stream(), documents.stream());
    }

    boolean given() {
        return files().findAny().isPresent();
    }

    /** Reads the pictures, in the order given. */
    List<Media> images(InputFiles input) {
        MediaFiles media = new MediaFiles(input);
        return images.stream().map(media::image).toList();
    }

    /** Reads them: pictures first, each kind in the order given. */
    List<Content> read(InputFiles input) {
        MediaFiles media = new MediaFiles(input);
        List<Content> content = new ArrayList<>();
        images.forEach(name -> content.add(new Content.Image(media.image(name))));
        documents.forEach(name -> content.add(new Content.Document(media.document(name))));
        return content;
    }
}
