package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;

/** JSON as the SDK's untyped documents, which it writes as JSON again. */
final class Documents {
    private Documents() {}

    /** Members keep their order and numbers their digits, however many they have. */
    static Document of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Document> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
                yield Document.fromMap(members);
            }
            case ARRAY -> {
                List<Document> items = new ArrayList<>();
                node.forEach(item -> items.add(of(item)));
                yield Document.fromList(items);
            }
            case NUMBER -> Document.fromNumber(SdkNumber.fromString(node.asText()));
            case BOOLEAN -> Document.fromBoolean(node.booleanValue());
            case NULL, MISSING -> Document.fromNull();
            default -> Document.fromString(node.asText());
        };
    }
}
