package io.github.bedrockcli.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns tables may take: those of the terminal, or no limit where standard output is none. */
final class TerminalWidth {
    private static final int USUAL = 80;
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ (\\d{1,4})\\s*");

    private TerminalWidth() {}

    static int of(Io io) {
        if (!io.outTerminal()) {
            return Integer.MAX_VALUE;
        }
        String columns = io.environment().getOrDefault("COLUMNS", "");
        int told = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : 0;
        return told > 0 ? told : asked();
    }

    /** Shells seldom export COLUMNS; the terminal itself knows. */
    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
            }
            Matcher matcher = ROWS_AND_COLUMNS.matcher(answer);
            int told = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
            return told > 0 ? told : USUAL;
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
