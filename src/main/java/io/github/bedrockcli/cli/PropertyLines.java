package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The entries of a properties file, each with the line that it begins on, which {@link Properties} does not tell. */
final class PropertyLines {
    private PropertyLines() {}

    /**
     * An entry.
     *
     * @param line from 1
     */
    record Entry(int line, String key, String value) {}

    /** An entry that cannot be read: {@link #line} says where. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        BrokenException(int line, Exception cause) {
            super(cause);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /** @throws BrokenException for an escape that is none */
    static List<Entry> read(String text) throws BrokenException {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int begun = i;
            StringBuilder whole = new StringBuilder(lines.get(i));
            while (!isComment(lines.get(begun)) && goesOn(lines.get(i)) && i + 1 < lines.size()) {
                i++;
                whole.append('\n').append(lines.get(i));
            }
            add(entries, begun + 1, whole.toString());
        }
        return entries;
    }

    private static void add(List<Entry> entries, int line, String text) throws BrokenException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new BrokenException(line, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.stringPropertyNames().forEach(key -> entries.add(new Entry(line, key, properties.getProperty(key))));
    }

    private static boolean isComment(String line) {
        String bare = line.stripLeading();
        return bare.startsWith("#") || bare.startsWith("!");
    }

    /** A line goes on in the next one when it ends with a backslash that no other one stands before. */
    private static boolean goesOn(String line) {
        int at = line.length();
        while (at > 0 && line.charAt(at - 1) == '\\') {
            at--;
        }
        return (line.length() - at) % 2 == 1;
    }
}
