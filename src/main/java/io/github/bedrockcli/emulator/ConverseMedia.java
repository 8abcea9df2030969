package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the pictures, documents and videos of one Converse request have to be (bedrock-api.md section 3.1 and its notes,
 * 2026-11). Wordings: the unsupported block is recorded for a video, and publicly reported for an image
 * (aws-samples/amazon-bedrock-samples pull 608); document names and counts are in public reports
 * (simonw/llm-bedrock issue 8, aws-samples/generative-ai-use-cases issue 1685).
 */
final class ConverseMedia {
    private static final int MAX_IMAGES = 20;
    private static final int MAX_IMAGE = 3_932_160;
    private static final int MAX_DOCUMENTS = 5;
    private static final int MAX_DOCUMENT = 4_718_592;
    private static final Pattern DOCUMENT_NAME = Pattern.compile("[A-Za-z0-9()\\[\\]-]+( [A-Za-z0-9()\\[\\]-]+)*");
    private static final List<String> IMAGE_FORMATS = List.of("png", "jpeg", "gif", "webp");
    private static final List<String> DOCUMENT_FORMATS =
            List.of("pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md");

    private final CatalogueModel model;
    private final Set<String> documents = new HashSet<>();
    private int images;

    ConverseMedia(CatalogueModel model) {
        this.model = model;
    }

    /** Checks a block that may hold one of them. */
    void check(JsonNode block, String place) {
        if (block.has("image")) {
            checkImage(block.path("image"), place + ".image");
        }
        if (block.has("video") && !model.takes("VIDEO")) {
            throw unsupported("video");
        }
        if (block.has("document")) {
            checkDocument(block.path("document"), place + ".document");
        }
    }

    private void checkImage(JsonNode image, String place) {
        if (!model.takes("IMAGE")) {
            throw unsupported("image");
        }
        checkFormat(image, place, IMAGE_FORMATS);
        if (++images > MAX_IMAGES) {
            throw ServiceError.validation("You can't include more than " + MAX_IMAGES + " images in a request.");
        }
        byte[] bytes = checkBytes(image, place, MAX_IMAGE);
        if (model.id().startsWith("anthropic.claude-")) {
            String declared = "image/" + image.path("format").asText();
            Picture.mismatch(bytes, declared).ifPresent(fault -> {
                throw ServiceError.validation(place + ".source.bytes: " + fault).fromModel();
            });
        }
    }

    private void checkDocument(JsonNode document, String place) {
        if (EmulatedNova.readsTextOnly(model)) {
            throw unsupported("document");
        }
        if (document.has("format")) {
            checkFormat(document, place, DOCUMENT_FORMATS);
        }
        String name = document.path("name").asText();
        if (name.isEmpty() || name.length() > 200) {
            throw name.isEmpty()
                    ? Constraint.shortest(place + ".name", name, 1)
                    : Constraint.longest(place + ".name", name, 200);
        }
        if (!DOCUMENT_NAME.matcher(name).matches()) {
            throw ServiceError.validation("The document file name can only contain alphanumeric characters, "
                    + "whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more "
                    + "than one consecutive whitespace character. Check that the file name conforms to these "
                    + "restrictions and retry your request.");
        }
        if (!documents.add(name)) {
            throw ServiceError.validation("Messages can't contain duplicate document names.");
        }
        if (documents.size() > MAX_DOCUMENTS) {
            throw ServiceError.validation("You can't include more than " + MAX_DOCUMENTS + " documents in a request.");
        }
        checkBytes(document, place, MAX_DOCUMENT);
    }

    private static void checkFormat(JsonNode media, String place, List<String> allowed) {
        String format = media.path("format").asText();
        if (!allowed.contains(format)) {
            throw Constraint.enumeration(place + ".format", format, allowed);
        }
    }

    /** @return the bytes; none where they are in S3 */
    private static byte[] checkBytes(JsonNode media, String place, int most) {
        JsonNode source = media.path("source");
        if (!source.isObject() || source.isEmpty()) {
            throw Constraint.missing(place + ".source");
        }
        if (!source.has("bytes")) {
            return new byte[0];
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(source.path("bytes").asText());
        } catch (IllegalArgumentException e) {
            throw ConverseRules.serialization("base64 string");
        }
        int size = bytes.length;
        if (size == 0) {
            throw Constraint.shortest(place + ".source.bytes", "", 1);
        }
        if (size > most) {
            throw ServiceError.validation(
                    "The value at " + place + ".source.bytes has " + size + " bytes; the limit is " + most + ".");
        }
        return bytes;
    }

    private static ServiceError unsupported(String kind) {
        return ServiceError.validation("This model doesn't support the " + kind
                + " content block that you provided. Update the content block and try again.");
    }
}
