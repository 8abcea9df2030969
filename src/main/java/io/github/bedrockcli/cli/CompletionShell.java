package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockRegions;
import io.github.bedrockcli.emulator.KnownModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The shells that have a completion script: a file of functions, with the program's words put into it. */
enum CompletionShell {
    BASH {
        @Override
        Map<String, String> parts(CompletionTree tree) {
            return BashCompletion.parts(tree);
        }
    },
    ZSH {
        @Override
        Map<String, String> parts(CompletionTree tree) {
            return ZshCompletion.parts(tree);
        }
    },
    FISH {
        @Override
        Map<String, String> parts(CompletionTree tree) {
            return FishCompletion.parts(tree);
        }
    };

    /** What stands in the file for the names of regions, and for the ids that the program has heard of. */
    private static final String REGIONS = "@REGIONS@";

    private static final String MODELS = "@MODELS@";

    /** What is put in the places of the file that are named so. */
    abstract Map<String, String> parts(CompletionTree tree);

    /** The script, which ends with a line end. */
    String script(CompletionTree tree) {
        String script = template();
        for (Map.Entry<String, String> part : parts(tree).entrySet()) {
            script = script.replace("@" + part.getKey() + "@\n", part.getValue());
        }
        return script.replace(REGIONS, String.join(" ", BedrockRegions.names()))
                .replace(MODELS, String.join(" ", KnownModels.ids()));
    }

    private String template() {
        String name = "completion." + name().toLowerCase(Locale.ROOT);
        try (InputStream in = CompletionShell.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
