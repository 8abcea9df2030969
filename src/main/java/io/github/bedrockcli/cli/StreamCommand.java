package io.github.bedrockcli.cli;

import picocli.CommandLine.Command;

/** {@code bedrock stream}: the same request, the answer printed as it arrives. */
@Command(
        name = "stream",
        description = "Send one request and print the answer as it arrives.",
        footer = {
            "",
            "Examples:",
            "  bedrock stream \"Tell me a story about a lighthouse\"",
            "  bedrock stream -o events \"Count to ten\" | jq -r 'select(.type == \"text\").text'"
        })
final class StreamCommand extends GenerateCommand {
    StreamCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    boolean streaming() {
        return true;
    }
}
