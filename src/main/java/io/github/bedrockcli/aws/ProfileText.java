package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AWS file as the SDK's reader wants it, line for line. A line that this reader would refuse, which would make the
 * whole file unreadable, is left out and remembered with its section: it is nobody's business but its profile's.
 *
 * <p>Lines are told apart as the AWS CLI does (Python's configparser): what is indented more than the setting above it
 * continues that, names of settings are in lower case, and a colon will do for the equals sign.
 */
final class ProfileText {
    /** Most bytes of a file; real ones have some thousands. */
    static final int MAX_BYTES = 10_000_000;

    private final Path file;
    private final List<String> lines = new ArrayList<>();
    /** The first thing that is wrong with a section, by its header's words; that of no section under "". */
    private final Map<String, String> problems = new HashMap<>();

    private String section = "";
    private boolean begun;
    private int indent;
    private boolean setting;
    private boolean nested;
    /** Whether the section's own line is broken, and with it all that stands below. */
    private boolean lost;

    private ProfileText(Path file) {
        this.file = file;
    }

    static ProfileText empty(Path file) {
        return new ProfileText(file);
    }

    /**
     * Reads a file; one that is not there is empty.
     *
     * @throws IOException when it cannot be read, is a pipe or a device, or has more than {@link #MAX_BYTES}
     */
    static ProfileText read(Path file) throws IOException {
        ProfileText text = new ProfileText(file);
        if (!isThere(file)) {
            return text;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("it has more than " + MAX_BYTES + " bytes");
        }
        boolean[] marked = new boolean[1];
        String decoded = Utf8Text.decode(bytes, file.toString(), loss -> marked[0] = true);
        decoded.lines().forEach(line -> text.lines.add(text.plain(line, marked[0])));
        return text;
    }

    /**
     * Whether there is a file to read, which has to be a plain one: whoever says which line a setting stands on reads the
     * file again, and a pipe gives what it holds only once.
     */
    private static boolean isThere(Path file) throws IOException {
        int kind;
        try {
            // The kind of file in the mode of stat(2).
            kind = (int) Files.getAttribute(file, "unix:mode") & 0170000;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // No such attribute on this system; what is wrong with the file shows when it is read.
            return Files.exists(file);
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) {
            if (Files.isSymbolicLink(file)) {
                throw new IOException("it is a loop of links");
            }
            // Below something that is no folder, or one that may not be searched.
            return false;
        }
        refuseSpecial(file, kind);
        return true;
    }

    private static void refuseSpecial(Path file, int kind) throws IOException {
        switch (kind) {
            case 0010000 -> throw new IOException("it is a pipe, which can be read only once");
            case 0040000 -> throw new IOException("it is a directory");
            case 0140000 -> throw new IOException("it is a socket");
            case 0020000 -> {
                // /dev/null stands for no file at all; other devices have no end.
                if (!file.equals(Path.of("/dev/null"))) {
                    throw new IOException("it is a device");
                }
            }
            default -> {}
        }
    }

    /** The lines, empty where one was left out or is a comment. */
    List<String> lines() {
        return lines;
    }

    String content() {
        return String.join("\n", lines);
    }

    /** What is wrong with a section such as {@code profile dev} or {@code dev}, with file and line. */
    Optional<String> problem(String header) {
        return Optional.ofNullable(problems.get(header));
    }

    private String plain(String line, boolean replaced) {
        String bare = line.strip();
        if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
            return "";
        }
        if (replaced && bare.indexOf('\uFFFD') >= 0) {
            return broken("is not UTF-8");
        }
        int depth = line.length() - line.stripLeading().length();
        if (setting && depth > indent) {
            return nested && bare.indexOf('=') <= 0 ? broken("has no = between name and value") : " " + bare;
        }
        indent = depth;
        return bare.startsWith("[") ? header(bare) : setting(bare);
    }

    private String header(String bare) {
        setting = false;
        begun = true;
        String named = before(bare, "#", ";");
        section = words(named.endsWith("]") ? named.substring(1, named.length() - 1) : named.substring(1));
        lost = !named.endsWith("]");
        return lost ? broken("is a section without its closing bracket") : named;
    }

    /** The SDK's reader takes a sign for the start of a comment wherever it stands, and in a setting after a blank. */
    private static String before(String line, String... signs) {
        int end = line.length();
        for (String sign : signs) {
            int at = line.indexOf(sign);
            end = at < 0 ? end : Math.min(end, at);
        }
        return line.substring(0, end).strip();
    }

    private static String words(String header) {
        return header.strip().replaceAll("\\s+", " ");
    }

    private String setting(String line) {
        String bare = before(line, " #", " ;", "\t#", "\t;");
        int equals = bare.indexOf('=');
        int colon = bare.indexOf(':');
        int end = equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
        setting = false;
        if (lost) {
            return "";
        }
        if (!begun) {
            return broken("stands before any section");
        }
        if (end < 0) {
            return broken("has no = between name and value");
        }
        String name = bare.substring(0, end).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return broken("has no name before its =");
        }
        String value = bare.substring(end + 1).strip();
        setting = true;
        nested = value.isEmpty();
        return name + "=" + value;
    }

    /** Never says what the line holds, which may be a key. */
    private String broken(String why) {
        problems.putIfAbsent(section, file + ", line " + (lines.size() + 1) + ": the line " + why);
        return "";
    }

    /** What is wrong outside every section, or null. */
    @Nullable
    String orphan() {
        return problems.get("");
    }
}
