package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The one JSON reader and writer: UTF-8, whole documents only, numbers kept as they were written. */
public final class Json {
    /** Longest string in a document, in characters: a request body may hold 25 MB of base64. */
    private static final int MAX_STRING = 100_000_000;
    /** Most values, names and brackets in a document: four times what 96 texts give in vectors of five types. */
    static final long MAX_TOKENS = 3_000_000;

    /** Bytes of a document that may be tried as a plain one: the parser's set-up costs a short run more than its reading. */
    private static final int MOST_PLAIN = 1 << 20;

    /** Deepest nesting that is read, made or written: more would end in an exhausted stack somewhere. */
    public static final int MAX_DEPTH = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads one whole document.
     *
     * @throws JsonProcessingException with line and column when it is not JSON, is empty, or something follows it
     */
    public static JsonNode parse(byte[] bytes) throws JsonProcessingException {
        JsonNode plain = bytes.length > MOST_PLAIN ? null : PlainJson.read(bytes);
        return plain == null ? read(bytes) : plain;
    }

    /** By the parser, whatever the document looks like. */
    static JsonNode read(byte[] bytes) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            return document(parser);
        } catch (JsonProcessingException e) {
            throw JsonProblem.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one whole document and keeps nothing of it.
     *
     * @throws JsonProcessingException when it is not JSON, or something follows it
     */
    public static void check(byte[] bytes) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows it");
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The bytes that one member of a whole document has as base64; null when it has no such member, or a null.
     *
     * @throws JsonProcessingException when the document is no JSON object, or the member is not base64
     */
    public static byte @Nullable [] binary(byte[] document, String member) throws JsonProcessingException {
        byte[] found = null;
        try (JsonParser parser = FACTORY.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "it is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(member);
                JsonToken value = parser.nextToken();
                if (wanted && value != JsonToken.VALUE_NULL) {
                    found = parser.getBinaryValue(BASE64);
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows it");
            }
            return found;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object with one member, whose value is JSON already and is put there as it is. */
    public static byte[] wrapped(String member, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length + member.length() + 8);
        try (JsonGenerator json = writer(out)) {
            json.writeStartObject();
            json.writeFieldName(member);
            json.writeRawValue("");
            json.flush();
            out.write(value, 0, value.length);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As {@link #parse(byte[])}, from text. */
    public static JsonNode parse(String text) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return document(parser);
        } catch (JsonProcessingException e) {
            throw JsonProblem.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As {@link #parse(String)}, for what a user wrote: a member that comes twice is refused, for one of the two would be
     * lost without a word.
     */
    public static JsonNode parseOnce(String text) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(text).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)) {
            return document(parser);
        } catch (JsonProcessingException e) {
            throw JsonProblem.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode document(JsonParser parser) throws IOException {
        JsonNode tree = TreeReader.document(parser);
        if (tree.isMissingNode()) {
            throw new JsonParseException("it is empty");
        }
        return tree;
    }

    /** Compact UTF-8. */
    public static byte[] bytes(JsonNode node) {
        // In pieces until it is whole: a large body is not copied each time it has outgrown its array.
        try (ByteArrayBuilder out = new ByteArrayBuilder()) {
            write(out, node);
            return out.toByteArray();
        } catch (StreamConstraintsException e) {
            throw tooDeep();
        } catch (IOException e) {
            // Half a surrogate pair, which UTF-8 cannot hold; as text it can be escaped.
            return line(node).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * As {@link #bytes(JsonNode)}, without ever holding more than {@code most} bytes.
     *
     * @param tooLong what to throw where there are more, of how many there are
     */
    public static byte[] bytes(JsonNode node, int most, LongFunction<UsageException> tooLong) {
        BoundedBytes bounded = new BoundedBytes(most);
        try {
            write(bounded, node);
        } catch (StreamConstraintsException e) {
            throw tooDeep();
        } catch (IOException e) {
            // Half a surrogate pair, as above.
            bounded = new BoundedBytes(most);
            byte[] escaped = bytes(node);
            bounded.write(escaped, 0, escaped.length);
        }
        if (bounded.count() > most) {
            throw tooLong.apply(bounded.count());
        }
        return bounded.toByteArray();
    }

    private static void write(OutputStream out, JsonNode node) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            TreeWriter.write(json, node);
        }
    }

    private static UsageException tooDeep() {
        return new UsageException("the request is nested more than " + MAX_DEPTH + " deep");
    }

    /** Compact text on one line, without a character that would do something to a terminal. */
    public static String line(JsonNode node) {
        return JsonEscapes.in(text(node, null));
    }

    /** Writes what {@link #line} gives as UTF-8, without holding it; leaves {@code out} open, and ends no line. */
    public static void writeLine(OutputStream out, JsonNode node) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        Writer escaping = new EscapingWriter(text);
        try (JsonGenerator json = FACTORY.createGenerator(escaping).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            TreeWriter.write(json, node);
        }
        escaping.flush();
    }

    /** Writes a document piece by piece, UTF-8; closing it leaves {@code out} open. */
    public static JsonGenerator writer(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Writes a tree as the next value of a document. */
    public static void write(JsonGenerator json, JsonNode node) throws IOException {
        TreeWriter.write(json, node);
    }

    /** Indented text for people, as harmless to a terminal as {@link #line}. */
    public static String pretty(JsonNode node) {
        return JsonEscapes.in(text(node, new DefaultPrettyPrinter()));
    }

    private static String text(JsonNode node, @Nullable PrettyPrinter layout) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(layout);
            TreeWriter.write(json, node);
        } catch (IOException e) {
            throw new IllegalStateException("a tree could not be written", e);
        }
        return text.toString();
    }

    /**
     * Puts a value at a place, making objects on the way; a number or {@code -} (the end) goes into an array.
     *
     * @return false when the place cannot be: it is the root, an index past the end, below a text or a number, or deeper
     *     than {@link #MAX_DEPTH}
     */
    public static boolean put(JsonNode root, JsonPointer place, JsonNode value) {
        return !place.matches() && depth(place) <= MAX_DEPTH && putBelow(root, place, value);
    }

    private static int depth(JsonPointer place) {
        int depth = 0;
        for (JsonPointer at = place; !at.matches(); at = at.tail()) {
            depth++;
        }
        return depth;
    }

    private static boolean putBelow(JsonNode root, JsonPointer place, JsonNode value) {
        boolean last = place.tail().matches();
        if (root instanceof ObjectNode object) {
            String name = place.getMatchingProperty();
            if (last) {
                object.set(name, value);
                return true;
            }
            JsonNode next = object.path(name);
            return putBelow(next.isContainerNode() ? next : object.putObject(name), place.tail(), value);
        }
        if (root instanceof ArrayNode array) {
            int index = place.getMatchingProperty().equals("-") ? array.size() : place.getMatchingIndex();
            if (index < 0 || index > array.size()) {
                return false;
            }
            if (!last) {
                return putBelow(index == array.size() ? array.addObject() : array.get(index), place.tail(), value);
            }
            if (index == array.size()) {
                array.add(value);
            } else {
                array.set(index, value);
            }
            return true;
        }
        return false;
    }
}
