package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.ForwardingBedrock;
import io.github.bedrockcli.aws.SdkBedrock;

/** Opens the real client once and lends it to every command after the first: most of a short run is opening it. */
final class KeptClient implements BedrockOpener, AutoCloseable {
    private Bedrock client;

    /** All commands must want the same of a connection; the first is taken at its word. */
    @Override
    public synchronized Bedrock open(Connection connection) {
        if (client == null) {
            client = SdkBedrock.open(connection);
        }
        return new ForwardingBedrock(client) {
            @Override
            public void close() {
                // Somebody else will want it.
            }
        };
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
