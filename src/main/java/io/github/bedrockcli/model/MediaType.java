package io.github.bedrockcli.model;

/** The picture and document types that Bedrock's models take. */
public enum MediaType {
    PNG("png", "image/png", true),
    JPEG("jpeg", "image/jpeg", true),
    GIF("gif", "image/gif", true),
    WEBP("webp", "image/webp", true),
    PDF("pdf", "application/pdf", false),
    CSV("csv", "text/csv", false),
    DOC("doc", "application/msword", false),
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false),
    XLS("xls", "application/vnd.ms-excel", false),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
    HTML("html", "text/html", false),
    TXT("txt", "text/plain", false),
    MD("md", "text/markdown", false);

    private final String format;
    private final String mime;
    private final boolean image;

    MediaType(String format, String mime, boolean image) {
        this.format = format;
        this.mime = mime;
        this.image = image;
    }

    /** Converse's and Nova's name, such as {@code jpeg}. */
    public String format() {
        return format;
    }

    /** The MIME type, such as {@code image/jpeg}. */
    public String mime() {
        return mime;
    }

    public boolean isImage() {
        return image;
    }

    /** Whether the content is text that a person can read as it is. */
    public boolean isText() {
        return this == CSV || this == HTML || this == TXT || this == MD;
    }
}
