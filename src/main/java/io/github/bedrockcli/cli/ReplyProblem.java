package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Says what is wrong with a reply that is no JSON, in words of our own: a parser's are about its settings. */
final class ReplyProblem {
    private ReplyProblem() {}

    /** What follows "the reply": such as {@code is empty}. */
    static String of(byte[] body, JsonProcessingException error) {
        int first = 0;
        while (first < body.length && body[first] >= 0 && body[first] <= ' ') {
            first++;
        }
        if (first == body.length) {
            return "is empty";
        }
        if (body[first] == '<') {
            return "is a web page or XML, not JSON: a proxy or another server may have answered";
        }
        if (error.getCause() instanceof JsonEOFException) {
            return "is JSON that is cut short";
        }
        if (error.getCause() instanceof StreamConstraintsException) {
            return "is JSON beyond what is read: " + error.getOriginalMessage();
        }
        JsonLocation at = error.getLocation();
        return at == null ? "is not JSON" : "is not JSON, from line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
