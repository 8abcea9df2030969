package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The formats of a ranking. */
public enum RankFormat {
    /** Rank, score, index and text between tabs, a document a line; what would break a line is escaped. */
    TEXT,
    /** One JSON object with the facts of the call. */
    JSON,
    /** A JSON object a document. */
    JSONL;

    /** Writes a ranking, best first. */
    public void write(OutputStream out, String query, List<RankedText> ranking, AnswerFacts facts, Usage usage)
            throws IOException {
        StringBuilder text = new StringBuilder();
        switch (this) {
            case TEXT -> ranking.forEach(row -> text.append(line(row)).append('\n'));
            case JSON ->
                text.append(Json.line(whole(query, ranking, facts, usage))).append('\n');
            case JSONL ->
                ranking.forEach(row -> text.append(Json.line(object(row))).append('\n'));
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(RankedText row) {
        return row.rank() + "\t" + plain(row.score()) + "\t" + row.index() + "\t" + escaped(row.text());
    }

    /** Without an exponent, which {@code sort -n} does not read. */
    private static String plain(double score) {
        return new BigDecimal(Numbers.text(score)).toPlainString();
    }

    /** Control characters and backslashes as escapes, so that a document is one line and says nothing to a terminal. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> {
                    if (Character.isISOControl(unit)) {
                        escaped.append("\\u00")
                                .append(Character.forDigit(unit >> 4, 16))
                                .append(Character.forDigit(unit & 0xf, 16));
                    } else {
                        escaped.append(unit);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static ObjectNode whole(String query, List<RankedText> ranking, AnswerFacts facts, Usage usage) {
        ObjectNode json = Json.object();
        json.put("model", facts.model());
        json.put("family", facts.family());
        json.put("api", facts.api().wireName());
        json.put("region", facts.region());
        json.put("query", query);
        ArrayNode results = json.putArray("results");
        ranking.forEach(row -> results.add(object(row)));
        json.set("usage", AnswerJson.usage(usage));
        json.set("latency_ms", AnswerJson.latency(facts));
        return json.put("request_id", facts.requestId());
    }

    private static ObjectNode object(RankedText row) {
        ObjectNode json =
                Json.object().put("rank", row.rank()).put("score", row.score()).put("index", row.index());
        if (row.id() != null) {
            json.set("id", row.id());
        }
        return json.put("text", row.text());
    }
}
