package io.github.bedrockcli.model;

import com.fasterxml.jackson.databind.JsonNode;

/** One part of a turn. */
public sealed interface Content {
    /** Plain text. */
    record Text(String text) implements Content {}

    /** A picture. */
    record Image(Media media) implements Content {}

    /** A document: PDF, text, spreadsheet. */
    record Document(Media media) implements Content {}

    /** A film. */
    record Video(Footage footage) implements Content {}

    /** A block in the vendor's own form, from {@code --messages}; passed on untouched by families that take blocks. */
    record Raw(JsonNode block) implements Content {}
}
