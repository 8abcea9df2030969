package io.github.bedrockcli.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    static final String LINE = "bedrock " + Release.VERSION;

    @Override
    public String[] getVersion() {
        return new String[] {LINE};
    }
}
