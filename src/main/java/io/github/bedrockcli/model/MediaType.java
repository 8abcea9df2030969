package io.github.bedrockcli.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The picture, document and video types that Bedrock's models take. */
public enum MediaType {
    PNG("png", "image/png"),
    JPEG("jpeg", "image/jpeg"),
    GIF("gif", "image/gif"),
    WEBP("webp", "image/webp"),
    PDF("pdf", "application/pdf"),
    CSV("csv", "text/csv"),
    DOC("doc", "application/msword"),
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLS("xls", "application/vnd.ms-excel"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    HTML("html", "text/html"),
    TXT("txt", "text/plain"),
    MD("md", "text/markdown"),
    MP4("mp4", "video/mp4"),
    MOV("mov", "video/quicktime"),
    MKV("mkv", "video/x-matroska"),
    WEBM("webm", "video/webm"),
    FLV("flv", "video/x-flv"),
    MPEG("mpeg", "video/mpeg"),
    WMV("wmv", "video/x-ms-wmv"),
    THREE_GP("three_gp", "video/3gpp");

    private final String format;
    private final String mime;

    MediaType(String format, String mime) {
        this.format = format;
        this.mime = mime;
    }

    /** The video type that a name's ending tells. */
    static Optional<MediaType> videoNamed(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "mpg" -> Optional.of(MPEG);
            case "3gp", "3gpp" -> Optional.of(THREE_GP);
            default ->
                Arrays.stream(values())
                        .filter(type -> type.mime.startsWith("video/") && type.format.equals(ending))
                        .findFirst();
        };
    }

    /** Converse's and Nova's name, such as {@code jpeg}. */
    public String format() {
        return format;
    }

    /** The MIME type, such as {@code image/jpeg}. */
    public String mime() {
        return mime;
    }

    /** Whether the content is text that a person can read as it is. */
    public boolean isText() {
        return this == CSV || this == HTML || this == TXT || this == MD;
    }
}
