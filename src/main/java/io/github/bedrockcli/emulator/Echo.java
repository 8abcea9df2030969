package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of every text model of the emulator: the question's own text, said to be an echo, cut where the request's
 * limits cut it. A token is a word with the space before it, or sixteen characters of a longer one.
 *
 * @param pieces the text, a token each
 * @param stop the stop sequence that ended it, or null
 */
record Echo(List<String> pieces, End end, @Nullable String stop) {
    /** What a model of the emulator thinks, when thinking was asked for. */
    static final String THOUGHT = "This is the offline emulator: it repeats the question.";

    private static final int LONGEST_TOKEN = 16;

    /** Why the answer ends where it does. */
    enum End {
        FINISHED,
        MAX_TOKENS,
        STOP_SEQUENCE
    }

    /**
     * @param maxTokens most tokens of the answer; null for no limit
     * @param stops the answer ends before the first of these
     */
    static Echo of(Question question, @Nullable Integer maxTokens, List<String> stops) {
        String text = "[offline echo] " + question.attached() + question.text();
        String stop = null;
        int cut = text.length();
        for (String candidate : stops) {
            int at = candidate.isEmpty() ? -1 : text.indexOf(candidate);
            if (at >= 0 && at < cut) {
                cut = at;
                stop = candidate;
            }
        }
        List<String> pieces = tokens(text.substring(0, cut).stripTrailing());
        if (maxTokens != null && pieces.size() > maxTokens) {
            return new Echo(pieces.subList(0, Math.max(maxTokens, 0)), End.MAX_TOKENS, null);
        }
        return new Echo(pieces, stop == null ? End.FINISHED : End.STOP_SEQUENCE, stop);
    }

    /** The texts of a body's list of stop sequences; none where it has no list. */
    static List<String> stops(JsonNode list) {
        List<String> stops = new ArrayList<>();
        list.forEach(stop -> stops.add(stop.asText()));
        return stops;
    }

    String text() {
        return String.join("", pieces);
    }

    /** Tokens of the answer: at least one, as a real answer's end is a token too. */
    int tokens() {
        return Math.max(1, pieces.size());
    }

    /** The last {@code User: …} of a chat that ends in {@code Bot:}; else the whole text. */
    static String lastOfTranscript(String prompt) {
        int user = prompt.lastIndexOf("User: ");
        int bot = prompt.lastIndexOf("\nBot:");
        return user >= 0 && bot > user ? prompt.substring(user + "User: ".length(), bot) : prompt;
    }

    static int count(String text) {
        return tokens(text).size();
    }

    /** Splits before each space that follows a word, and inside words that are too long; characters stay whole. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int start = 0;
        int length = 0;
        boolean word = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            boolean space = Character.isWhitespace(text.codePointAt(at));
            if (at > start && ((space && word) || length >= LONGEST_TOKEN)) {
                tokens.add(text.substring(start, at));
                start = at;
                length = 0;
                word = false;
            }
            word |= !space;
            length++;
        }
        if (start < text.length()) {
            tokens.add(text.substring(start));
        }
        return tokens;
    }

    /** What was asked: the last user turn, what came attached to it, and how many tokens the whole request has. */
    static final class Question {
        private final Map<String, Integer> attachments = new LinkedHashMap<>();
        private final StringBuilder text = new StringBuilder();
        private int tokens;

        /** Begins a new turn: what was said before is history. */
        Question turn() {
            text.setLength(0);
            attachments.clear();
            return this;
        }

        Question say(String part) {
            text.append(text.isEmpty() ? "" : "\n").append(part);
            return count(part);
        }

        /** An image, a document, …: counted in the answer by its kind. */
        Question attach(String kind) {
            attachments.merge(kind, 1, Integer::sum);
            tokens += 100;
            return this;
        }

        /** Text that is read but not echoed: the system prompt, earlier turns. */
        Question count(String read) {
            tokens += Echo.count(read);
            return this;
        }

        int inputTokens() {
            return Math.max(1, tokens);
        }

        String text() {
            return text.toString();
        }

        private String attached() {
            if (attachments.isEmpty()) {
                return "";
            }
            List<String> kinds = new ArrayList<>();
            attachments.forEach((kind, number) -> kinds.add(number + " " + kind + (number == 1 ? "" : "s")));
            return "(" + String.join(", ", kinds) + ") ";
        }
    }
}
