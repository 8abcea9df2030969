package io.github.bedrockcli.cli;

import picocli.CommandLine.Command;

/** {@code bedrock invoke}: one request, the whole answer. */
@Command(
        name = "invoke",
        description = "Send one request and print the whole answer; image models write files.",
        footer = {
            "",
            "Examples:",
            "  bedrock invoke \"Name three rivers of Spain\"",
            "  git diff | bedrock invoke -m us.anthropic.claude-haiku-4-5-20251001-v1:0 \"Write a commit message\"",
            "  bedrock invoke -m amazon.titan-image-generator-v2:0 --out fox.png \"a red fox in the snow\""
        })
final class InvokeCommand extends GenerateCommand {
    InvokeCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    boolean streaming() {
        return false;
    }
}
