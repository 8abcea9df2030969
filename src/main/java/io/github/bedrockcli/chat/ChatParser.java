package io.github.bedrockcli.chat;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** What the line editor has to know of the text: whether it is whole, and which part of it is completed. */
final class ChatParser implements Parser {
    private final Completions completions;

    ChatParser(Completions completions) {
        this.completions = completions;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && MultiLine.isOpen(line)) {
            throw new EOFError(-1, -1, "the block is not ended", MultiLine.FENCE);
        }
        // The cursor may stand one past the end when the whole line is asked about.
        int end = Math.min(Math.max(cursor, 0), line.length());
        String word = context == ParseContext.COMPLETE
                ? completions.complete(line.substring(0, end)).typed()
                : line;
        return new Line(line, end, word);
    }

    @Override
    public boolean isEscapeChar(char character) {
        return false;
    }

    /** A line whose last word before the cursor is the one to complete; words need no quoting. */
    private record Line(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
