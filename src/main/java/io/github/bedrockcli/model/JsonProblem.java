package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is wrong with a document, in words for its author: Jackson's speak to whoever configures Jackson. */
final class JsonProblem {
    private static final int LONGEST = 200;

    /** Jackson's words for its limits, and ours. */
    private static final Map<String, String> LIMITS = Map.of(
            "nesting depth", "it is nested more than " + Json.MAX_DEPTH + " deep",
            "Token count", "it has more than " + Json.MAX_TOKENS + " values, names and brackets",
            "Name length", "the name of a member has more than 50000 characters",
            "Number value length", "a number has more than 1000 digits",
            "String value length", "a string has more than 100000000 characters");

    /** Source: jackson-core 2.22, ParserMinimalBase, JsonReadContext, DupDetector; jackson-databind, DatabindContext. */
    private static final List<Rewording> REWORDINGS = List.of(
            new Rewording("^Trailing token .*", "something follows its end"),
            new Rewording("^Non-standard token '([^']*)':.*", "$1 is no JSON number"),
            new Rewording("^Duplicate (?:Object property|field) ['\"](.*)['\"]$", "the member '$1' comes twice"),
            new Rewording(" \\(not recognized as one since Feature '\\w+' not enabled for parser\\)", ""),
            new Rewording("\\[Source: [^;\\]]*; line: (\\d+), column: (\\d+)\\]", "line $1, column $2"));

    private record Rewording(Pattern theirs, String ours) {
        Rewording(String theirs, String ours) {
            this(Pattern.compile(theirs, Pattern.DOTALL), ours);
        }
    }

    private JsonProblem() {}

    /** The same failure at the same place. */
    static JsonParseException of(JsonProcessingException error) {
        return new JsonParseException(null, words(error), error.getLocation(), error);
    }

    private static String words(JsonProcessingException error) {
        String words = String.valueOf(error.getOriginalMessage());
        if (error instanceof StreamConstraintsException) {
            for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
                if (words.contains(limit.getKey())) {
                    return limit.getValue();
                }
            }
        }
        for (Rewording rewording : REWORDINGS) {
            words = rewording.theirs().matcher(words).replaceAll(rewording.ours());
        }
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
    }
}
