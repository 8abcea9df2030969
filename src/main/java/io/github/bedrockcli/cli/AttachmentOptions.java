package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Pictures, documents and videos beside a prompt; in a chat, beside its first turn. */
final class AttachmentOptions {
    private List<String> images = List.of();
    private List<String> documents = List.of();
    private List<String> videos = List.of();

    void declare(Declarations command) {
        command.option(
                        "-i, --image",
                        "FILE",
                        "Picture (PNG, JPEG, GIF, WebP) beside the prompt, in a chat beside the first turn; for image"
                                + " models the picture to change; repeatable.")
                .texts(value -> images = value);
        command.option(
                        "--document",
                        "FILE",
                        "Document (PDF, text, ...) beside the prompt, where the family takes it; repeatable.")
                .texts(value -> documents = value);
        command.option(
                        "--video",
                        "FILE|s3://URI",
                        "Video beside the prompt, where the family takes it: a file, or a place in S3 that the service"
                                + " reads; repeatable.")
                .texts(value -> videos = value);
    }

    /** The names of files to read. */
    Stream<String> files() {
        return Stream.of(images.stream(), documents.stream(), videos.stream().filter(name -> !isStored(name)))
                .flatMap(names -> names);
    }

    boolean given() {
        return !images.isEmpty() || !documents.isEmpty() || !videos.isEmpty();
    }

    private static boolean isStored(String name) {
        return name.startsWith("s3://");
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
        videos.forEach(name -> content.add(
                new Content.Video(isStored(name) ? new Footage.Stored(name) : new Footage.Held(media.video(name)))));
        return content;
    }
}
