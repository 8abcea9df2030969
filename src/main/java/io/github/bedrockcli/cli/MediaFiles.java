package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads pictures, documents and videos; their type is told from the bytes, never believed from the name. */
final class MediaFiles {
    private static final Set<String> BINARY =
            Set.of("pdf", "doc", "docx", "xls", "xlsx", "png", "jpg", "jpeg", "gif", "webp");

    private final InputFiles files;

    MediaFiles(InputFiles files) {
        this.files = files;
    }

    /**
     * Reads a picture: PNG, JPEG, GIF or WebP.
     *
     * @throws UsageException when the file cannot be read or is none of these
     */
    Media image(String name) {
        byte[] bytes = files.bytes(name);
        MediaType type = ImageHeader.type(bytes)
                .orElseThrow(() -> new UsageException(
                        InputFiles.label(name) + " is not a picture that Bedrock's models take",
                        "give PNG, JPEG, GIF or WebP"));
        ImageHeader.Size size = ImageHeader.size(type, bytes);
        if (size.equals(ImageHeader.Size.UNKNOWN)) {
            throw new UsageException(
                    InputFiles.label(name) + " begins as a "
                            + type.format().toUpperCase(Locale.ROOT)
                            + " picture, but is cut off or damaged: it tells no width and height",
                    "get or make it again");
        }
        return new Media(type, baseName(name), bytes, size.width(), size.height());
    }

    /**
     * Reads a video: MP4, MOV, MKV, WebM, FLV, MPEG, WMV or 3GP.
     *
     * @throws UsageException when the file cannot be read or is none of these
     */
    Media video(String name) {
        byte[] bytes = files.bytes(name);
        MediaType type = VideoHeader.type(bytes)
                .orElseThrow(() -> new UsageException(
                        InputFiles.label(name) + " is not a video that Bedrock's models take",
                        "give MP4, MOV, MKV, WebM, FLV, MPEG, WMV or 3GP"));
        return new Media(type, baseName(name), bytes, 0, 0);
    }

    /**
     * Reads a document: PDF, Word, Excel, or UTF-8 text (whose kind only the name can tell).
     *
     * @throws UsageException when the file cannot be read or is none of these
     */
    Media document(String name) {
        byte[] bytes = files.bytes(name);
        if (bytes.length == 0) {
            throw new UsageException(InputFiles.label(name) + " is empty");
        }
        MediaType type = documentType(name, bytes);
        return new Media(type, baseName(name), bytes, 0, 0);
    }

    private MediaType documentType(String name, byte[] bytes) {
        if (startsWith(bytes, "%PDF-")) {
            return MediaType.PDF;
        }
        if (startsWith(bytes, "PK\u0003\u0004")) {
            return officeType(bytes)
                    .orElseThrow(() -> new UsageException(
                            InputFiles.label(name) + " is a zip archive, but no Word or Excel document"));
        }
        if (bytes.length > 8 && (bytes[0] & 0xFF) == 0xD0 && (bytes[1] & 0xFF) == 0xCF && (bytes[2] & 0xFF) == 0x11) {
            // The old Office container does not say at its start what it holds.
            return extension(name).equals("xls") ? MediaType.XLS : MediaType.DOC;
        }
        if (ImageHeader.type(bytes).isPresent()) {
            throw new UsageException(InputFiles.label(name) + " is a picture", "give it with --image");
        }
        refuseFalseName(name);
        files.decode(bytes, InputFiles.label(name));
        return switch (extension(name)) {
            case "csv" -> MediaType.CSV;
            case "html", "htm" -> MediaType.HTML;
            case "md", "markdown" -> MediaType.MD;
            default -> MediaType.TXT;
        };
    }

    /** What is named as one of the binary kinds and is none is more likely an error page than a text. */
    private static void refuseFalseName(String name) {
        String ending = extension(name);
        if (BINARY.contains(ending)) {
            throw new UsageException(
                    InputFiles.label(name) + " is named ." + ending + ", but its bytes are those of something else",
                    "give the document itself; name a text .txt");
        }
    }

    /** Word and Excel files are zip archives with a folder {@code word/} or {@code xl/}. */
    private static Optional<MediaType> officeType(byte[] bytes) {
        String names = new String(bytes, StandardCharsets.ISO_8859_1);
        if (names.contains("word/")) {
            return Optional.of(MediaType.DOCX);
        }
        return names.contains("xl/") ? Optional.of(MediaType.XLSX) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, String prefix) {
        byte[] expected = prefix.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= expected.length
                && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
    }

    private static String baseName(String name) {
        if (name.equals("-")) {
            return "stdin";
        }
        List<String> parts = Arrays.asList(name.split("[/\\\\]"));
        return parts.isEmpty() ? name : parts.get(parts.size() - 1);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
