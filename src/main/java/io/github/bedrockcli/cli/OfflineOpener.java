package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.ForwardingBedrock;
import io.github.bedrockcli.emulator.Emulator;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens Bedrock for {@code --offline}: the same client as ever, pointed at an emulator in this process. */
public final class OfflineOpener implements BedrockOpener {
    /** A file that is always there and always empty: no profile of the user's is read offline. */
    private static final String NO_FILE = "/dev/null";

    private final BedrockOpener online;
    private final Clock clock;

    /** @param online opens the connections that are not offline, and the client of the emulator */
    public OfflineOpener(BedrockOpener online, Clock clock) {
        this.online = online;
        this.clock = clock;
    }

    @Override
    public Bedrock open(Connection connection) {
        if (!connection.offline()) {
            return online.open(connection);
        }
        Emulator emulator = Emulator.startForThisProcess(clock);
        return new Offline(online.open(at(emulator, connection)), emulator);
    }

    /** The same connection with everything that would lead outside taken away. */
    private static Connection at(Emulator emulator, Connection asked) {
        Map<String, String> environment = new HashMap<>(emulator.environment());
        environment.put("AWS_CONFIG_FILE", NO_FILE);
        environment.put("AWS_SHARED_CREDENTIALS_FILE", NO_FILE);
        environment.put("AWS_REGION", region(emulator, asked));
        return new Connection(
                null,
                asked.region(),
                null,
                asked.roleArn(),
                asked.roleSessionName(),
                asked.externalId(),
                asked.roleDuration(),
                asked.mfaSerial(),
                asked.mfaCode(),
                asked.mfaPrompt(),
                true,
                false,
                false,
                null,
                asked.patience(),
                environment,
                asked.retryNotes(),
                asked.wireLog(),
                asked.stopping());
    }

    /** The region of the environment, which would be asked online, so that what is tried offline looks alike; the emulator takes any. */
    private static String region(Emulator emulator, Connection asked) {
        for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
            @Nullable String value = asked.environment().get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return emulator.environment().getOrDefault("AWS_REGION", Emulator.DEFAULT_REGION);
    }

    /** A client that takes its emulator down with it. */
    private static final class Offline extends ForwardingBedrock {
        private final Emulator emulator;

        Offline(Bedrock client, Emulator emulator) {
            super(client);
            this.emulator = emulator;
        }

        @Override
        public void close() {
            super.close();
            emulator.close();
        }
    }
}
