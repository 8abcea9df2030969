package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Connection;

/** Opens Bedrock for a connection: the SDK in the program, a fake in tests. */
@FunctionalInterface
public interface BedrockOpener {
    /** Opens without calling AWS yet: nothing is resolved before the first call needs it. */
    Bedrock open(Connection connection);
}
