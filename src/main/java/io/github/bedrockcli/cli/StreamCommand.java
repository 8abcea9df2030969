package io.github.bedrockcli.cli;

/** {@code bedrock stream}: the same request, the answer printed as it arrives. */
final class StreamCommand extends GenerateCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Send one request and print the answer as it arrives.";

    StreamCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("stream", ABOUT);
        command.examples(
                "bedrock stream \"Tell me a story about a lighthouse\"",
                "bedrock stream -o events \"Count to ten\" | jq -r 'select(.type == \"text\").text'");
    }

    @Override
    boolean streaming() {
        return true;
    }
}
