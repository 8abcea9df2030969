package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** What other programs read of this one, in the folders where they look for it: manual pages and shell completions. */
public final class SharedFiles {
    private static final Map<String, String> COMPLETIONS = Map.of(
            "bash", "bash-completion/completions/bedrock",
            "zsh", "zsh/site-functions/_bedrock",
            "fish", "fish/vendor_completions.d/bedrock.fish");

    private SharedFiles() {}

    /** Run by the build: {@code SharedFiles FOLDER TIME VERSION}. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        String date = args[1].substring(0, "2026-11-21".length());
        Path manual = Files.createDirectories(folder.resolve("man/man1"));
        ManPages pages = new ManPages(app(OutputStream.nullOutputStream()).commandLine(), date, "bedrock " + args[2]);
        for (Map.Entry<String, String> page : pages.pages().entrySet()) {
            Files.writeString(manual.resolve(page.getKey()), page.getValue());
        }
        for (Map.Entry<String, String> shell : COMPLETIONS.entrySet()) {
            completion(shell.getKey(), folder.resolve(shell.getValue()));
        }
    }

    private static void completion(String shell, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            int code = app(out).run("completion", shell);
            if (code != ExitCode.OK.code()) {
                throw new IOException("bedrock completion " + shell + " ended with " + code);
            }
        }
    }

    private static App app(OutputStream out) {
        Io io = new Io(
                InputStream.nullInputStream(),
                out,
                OutputStream.nullOutputStream(),
                Map.of(),
                false,
                false,
                false,
                Path.of("").toAbsolutePath(),
                Clock.systemUTC());
        return new App(io, connection -> {
            throw new IllegalStateException("neither help nor a script calls anybody");
        });
    }
}
