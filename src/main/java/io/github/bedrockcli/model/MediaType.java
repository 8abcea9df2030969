package io.github.bedrockcli.model;

/** The picture and document types that Bedrock's models take. */
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
    MD("md", "text/markdown");

    private final String format;
    private final String mime;

    MediaType(String format, String mime) {
        this.format = format;
        this.mime = mime;
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
