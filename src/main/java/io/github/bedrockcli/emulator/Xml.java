package io.github.bedrockcli.emulator;

import java.util.Map;

/** Small XML documents out of nested maps: a map is an element with children, anything else is text. */
final class Xml {
    private Xml() {}

    static String document(String root, String namespace, Map<String, ?> content) {
        StringBuilder xml = new StringBuilder("<")
                .append(root)
                .append(" xmlns=\"")
                .append(namespace)
                .append("\">\n");
        append(xml, content, "  ");
        return xml.append("</").append(root).append(">\n").toString();
    }

    private static void append(StringBuilder xml, Map<?, ?> content, String indent) {
        content.forEach((name, value) -> {
            xml.append(indent).append('<').append(name).append('>');
            if (value instanceof Map<?, ?> children) {
                xml.append('\n');
                append(xml, children, indent + "  ");
                xml.append(indent);
            } else {
                xml.append(escape(String.valueOf(value)));
            }
            xml.append("</").append(name).append(">\n");
        });
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]", "?");
    }
}
