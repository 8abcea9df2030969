package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.RequestPreview;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
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
        return new Connection(
                null,
                region(emulator, asked),
                null,
                asked.roleArn(),
                asked.roleSessionName(),
                asked.externalId(),
                asked.roleDuration(),
                true,
                false,
                false,
                null,
                asked.connectTimeout(),
                asked.readTimeout(),
                asked.callTimeout(),
                asked.maxAttempts(),
                environment,
                asked.wireLog());
    }

    /** The region that would be asked online, so that what is tried offline looks alike; the emulator takes any. */
    private static String region(Emulator emulator, Connection asked) {
        if (asked.region() != null) {
            return asked.region();
        }
        for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
            @Nullable String value = asked.environment().get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return emulator.environment().getOrDefault("AWS_REGION", Emulator.DEFAULT_REGION);
    }

    /** A client that takes its emulator down with it. */
    private record Offline(Bedrock client, Emulator emulator) implements Bedrock {
        @Override
        public BedrockResponse invoke(BedrockRequest request) {
            return client.invoke(request);
        }

        @Override
        public EventStream stream(BedrockRequest request) {
            return client.stream(request);
        }

        @Override
        public RequestPreview preview(BedrockRequest request, boolean stream) {
            return client.preview(request, stream);
        }

        @Override
        public String startAsync(AsyncRequest request) {
            return client.startAsync(request);
        }

        @Override
        public RequestPreview preview(AsyncRequest request) {
            return client.preview(request);
        }

        @Override
        public AsyncJob asyncJob(String arn) {
            return client.asyncJob(arn);
        }

        @Override
        public List<AsyncJob> asyncJobs(AsyncJobFilter filter) {
            return client.asyncJobs(filter);
        }

        @Override
        public List<ModelSummary> foundationModels(ModelFilter filter) {
            return client.foundationModels(filter);
        }

        @Override
        public List<ModelSummary> inferenceProfiles() {
            return client.inferenceProfiles();
        }

        @Override
        public List<ModelSummary> customModels() {
            return client.customModels();
        }

        @Override
        public List<ModelSummary> importedModels() {
            return client.importedModels();
        }

        @Override
        public List<ModelSummary> provisionedModels() {
            return client.provisionedModels();
        }

        @Override
        public BaseModel baseModel(ModelId id) {
            return client.baseModel(id);
        }

        @Override
        public String region() {
            return client.region();
        }

        @Override
        public void close() {
            client.close();
            emulator.close();
        }
    }
}
