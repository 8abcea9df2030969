package io.github.bedrockcli.model;

import java.util.Base64;

/** A picture, a document or a video in memory, with its type told from the bytes. */
public final class Media {
    private final MediaType type;
    private final String name;
    private final byte[] bytes;
    private final int width;
    private final int height;

    /**
     * @param name the file's name, for messages and for families that want documents named
     * @param width pixels; 0 for documents and where the picture's header does not tell
     * @param height pixels; 0 as for {@code width}
     */
    public Media(MediaType type, String name, byte[] bytes, int width, int height) {
        this.type = type;
        this.name = name;
        this.bytes = bytes.clone();
        this.width = width;
        this.height = height;
    }

    public MediaType type() {
        return type;
    }

    public String name() {
        return name;
    }

    /** Size in bytes, before base64. */
    public int size() {
        return bytes.length;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The content as UTF-8 text, for text documents. */
    public String text() {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
}
