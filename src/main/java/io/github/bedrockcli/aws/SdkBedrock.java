package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.Lazy;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * Bedrock over the AWS SDK. Files, region and credentials are looked up when the first call needs them, once for all
 * clients of the run; each client is made when it is first used.
 */
public final class SdkBedrock implements Bedrock {
    private final Connection connection;
    private final Clock clock;
    private final Timekeeper time;
    private final Lazy<Run> run;
    private final Lazy<Auth> auth;
    private final Lazy<Auth> caller;
    private final List<SdkBedrock> elsewhere = new CopyOnWriteArrayList<>();
    private final Lazy<BedrockRuntimeClient> runtime =
            new Lazy<>(() -> clients().runtime(files().http()));
    private final Lazy<BedrockRuntimeAsyncClient> streams =
            new Lazy<>(() -> clients().streams(files().http()));
    private final Lazy<BedrockClient> control = new Lazy<>(() -> clients().control(files().http()));
    private final Lazy<BedrockClient> aside = new Lazy<>(() -> clients().aside(files().http()));

    private SdkBedrock(Connection connection, Clock clock, Timekeeper time) {
        this.connection = connection;
        this.clock = clock;
        this.time = time;
        this.run = new Lazy<>(this::prepare);
        this.caller = new Lazy<>(() -> authenticate(run.get()));
        this.auth = new Lazy<>(() -> authorize(run.get()));
    }

    /** In another region, with the files, the connections and the credentials of {@code home}. */
    private SdkBedrock(SdkBedrock home, String region) {
        this.connection = home.connection.inRegion(region);
        this.clock = home.clock;
        this.time = home.time;
        this.run = new Lazy<>(() -> home.run.get().at(connection));
        this.caller = home.caller;
        this.auth = home.auth;
    }

    /** Opens without reading or calling anything yet. */
    public static Bedrock open(Connection connection) {
        return open(connection, Clock.systemUTC());
    }

    /** @param clock by which credentials end */
    static Bedrock open(Connection connection, Clock clock) {
        return open(connection, clock, new RealTime());
    }

    /** @param time by which retries wait */
    static Bedrock open(Connection connection, Clock clock, Timekeeper time) {
        return new SdkBedrock(connection, clock, time);
    }

    /** Files and region are read at once, which the call would do; only what waits for the server goes on meanwhile. */
    @Override
    public void expectCall(Endpoint endpoint) {
        try {
            Run prepared = run.get();
            prepared.http().connectEarly(BedrockEndpoints.origin(prepared.settings(), endpoint));
        } catch (RuntimeException e) {
            // Told by the call.
        }
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        return translated(() -> RuntimeCalls.invoke(ready(runtime), request), Failures.LONGER);
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        return translated(() -> {
            BedrockRuntimeAsyncClient client = ready(streams);
            AnswerStream answer = new AnswerStream(
                    Failures::of,
                    connection.patience().callTimeout(),
                    request.earlier().spent());
            answer.start(
                    taker -> RuntimeCalls.stream(client, request, taker),
                    run.get().parts().timer());
            return answer;
        });
    }

    @Override
    public RequestPreview preview(BedrockRequest request, boolean stream) {
        return captured((clients, http) -> {
            if (stream) {
                try (BedrockRuntimeAsyncClient client = clients.streams(http);
                        AnswerStream answer = new AnswerStream(Failures::of, null, Duration.ZERO)) {
                    RuntimeCalls.stream(client, request, answer).join();
                }
            } else {
                try (BedrockRuntimeClient client = clients.runtime(http)) {
                    RuntimeCalls.invoke(client, request);
                }
            }
        });
    }

    @Override
    public RequestPreview preview(AsyncRequest request) {
        return captured((clients, http) -> {
            try (BedrockRuntimeClient client = clients.runtime(http)) {
                AsyncCalls.start(client, request);
            }
        });
    }

    /** Makes a call with clients that send nothing, and gives what they would have sent. */
    private RequestPreview captured(BiConsumer<BedrockClients, CapturingHttp> call) {
        return translated(() -> {
            Run prepared = run.get();
            // With an endpoint given the region shows nowhere in an unsigned request, so any will do.
            String region = prepared.settings()
                    .findRegion()
                    .orElseGet(() -> prepared.settings()
                            .endpoint(Settings.Service.BEDROCK_RUNTIME)
                            .map(endpoint -> "us-east-1")
                            .orElseGet(() -> prepared.settings().region()));
            CapturingHttp http = new CapturingHttp();
            call.accept(prepared.clients(Auth.unsigned(), region), http);
            return http.captured();
        });
    }

    @Override
    public String startAsync(AsyncRequest request) {
        return translated(() -> {
            String arn = AsyncCalls.start(ready(runtime), request);
            if (arn == null) {
                throw BedrockException.of(
                                BedrockException.Kind.UNREADABLE, "the reply to StartAsyncInvoke has no invocationArn")
                        .build();
            }
            return arn;
        });
    }

    @Override
    public AsyncJob asyncJob(String arn) {
        return translated(() -> AsyncCalls.get(ready(runtime), arn));
    }

    @Override
    public List<AsyncJob> asyncJobs(AsyncJobFilter filter) {
        return translated(() -> AsyncCalls.list(ready(runtime), filter));
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        return translated(() -> ModelLists.foundationModels(ready(control), filter));
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        return translated(() -> ModelLists.inferenceProfiles(ready(control)));
    }

    @Override
    public List<ModelSummary> customModels() {
        return translated(() -> AccountModels.custom(ready(control)));
    }

    @Override
    public List<ModelSummary> importedModels() {
        return translated(() -> AccountModels.imported(ready(control)));
    }

    @Override
    public List<ModelSummary> provisionedModels() {
        return translated(() -> AccountModels.provisioned(ready(control)));
    }

    @Override
    public List<ModelSummary> customDeployments() {
        return translated(() -> AccountModels.deployments(ready(control)));
    }

    @Override
    public List<ModelSummary> marketplaceEndpoints() {
        return translated(() -> AccountModels.endpoints(ready(control)));
    }

    @Override
    public ModelDetails foundationModel(String modelId) {
        return translated(() -> ModelLists.details(ready(control), modelId));
    }

    @Override
    public ModelSummary inferenceProfile(String profile) {
        return translated(() -> ModelLists.inferenceProfile(ready(control), profile));
    }

    @Override
    public ModelAvailability availability(String modelId) {
        return translated(() -> ModelAccessCalls.availability(ready(aside), modelId));
    }

    @Override
    public List<AgreementOffer> agreementOffers(String modelId) {
        return translated(() -> ModelAccessCalls.offers(ready(aside), modelId));
    }

    @Override
    public BaseModel baseModel(ModelId id) {
        return permitted(
                BaseModels.operation(id),
                () -> BaseModels.get(ready(control), id, connection.patience().callTimeout()));
    }

    @Override
    public String region() {
        return translated(() -> run.get().settings().region());
    }

    @Override
    public List<String> regions() {
        return translated(() -> {
            PartitionMetadata partition =
                    PartitionMetadata.of(Region.of(run.get().settings().region()));
            return BedrockClient.serviceMetadata().regions().stream()
                    .filter(region -> !region.isGlobalRegion())
                    .filter(region -> PartitionMetadata.of(region).id().equals(partition.id()))
                    .map(Region::id)
                    .sorted()
                    .toList();
        });
    }

    @Override
    public Bedrock in(String region) {
        if (region.equals(connection.region())) {
            return this;
        }
        SdkBedrock other = new SdkBedrock(this, region);
        elsewhere.add(other);
        return other;
    }

    @Override
    public Identity identity() {
        return new SdkIdentity(
                () -> new IdentityClients(run.get().parts(), run.get().settings()),
                caller::get,
                () -> Provenance.of(connection, () -> parts(run.get())));
    }

    @Override
    public SignIns signIns() {
        return translated(() -> new SdkSignIns(
                run.get().profiles(),
                run.get().profiles().current(connection.profile()),
                Profiles.home(connection.environment()),
                new IdentityClients(run.get().parts(), run.get().settings()),
                connection.stopping()));
    }

    @Override
    public Reached reach(Endpoint endpoint) {
        return translated(() -> {
            CapturingHttp http = new CapturingHttp();
            BedrockClients clients = run.get().clients(Auth.unsigned());
            if (endpoint == Endpoint.BEDROCK) {
                try (BedrockClient client = clients.control(http)) {
                    client.listFoundationModels(request -> {});
                }
            } else {
                try (BedrockRuntimeClient client = clients.runtime(http)) {
                    client.listAsyncInvokes(request -> {});
                }
            }
            return new Reach(run.get().http().network())
                    .to(Origin.root(http.captured().uri()));
        });
    }

    @Override
    public void close() {
        time.close();
        elsewhere.forEach(SdkBedrock::closeClients);
        run.ifMade(Run::close);
        closeClients();
    }

    private void closeClients() {
        runtime.ifMade(BedrockRuntimeClient::close);
        streams.ifMade(BedrockRuntimeAsyncClient::close);
        control.ifMade(BedrockClient::close);
        aside.ifMade(BedrockClient::close);
    }

    /**
     * A client, once the keys are good for its call: what ends during a run is got anew here, on the caller's thread,
     * where a question can be asked and a Ctrl-C is heard.
     */
    private <T> T ready(Lazy<T> client) {
        auth.get().keys().resolveCredentials();
        return client.get();
    }

    private Run files() {
        return run.get();
    }

    private BedrockClients clients() {
        return files().clients(auth.get());
    }

    private Run prepare() {
        Profiles profiles = Profiles.read(connection.environment());
        Settings settings = new Settings(connection, profiles);
        BlockingHttp http = new BlockingHttp(
                new Network(
                        connection.patience().connectTimeout(),
                        connection.patience().readTimeout(),
                        Proxies.of(connection.environment()),
                        settings.caBundle()),
                new WireLog(connection.wireLog()));
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "bedrock-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        ClientParts parts = new ClientParts(
                http,
                timer,
                time,
                profiles.file(),
                profiles.current(connection.profile()),
                connection.patience(),
                connection.retryNotes());
        return new Run(profiles, settings, http, timer, parts);
    }

    /** Credentials are fetched here already, so that what is wrong with them is said before anything is sent. */
    private Auth authorize(Run prepared) {
        prepared.settings().region();
        return caller.get();
    }

    /** Whom to be, which needs no region. */
    private Auth authenticate(Run prepared) {
        return Credentials.bearerKey(connection).map(Auth::bearer).orElseGet(() -> {
            CredentialParts parts = parts(prepared);
            Refreshing keys = parts.refreshing(
                    new Credentials(connection, new CredentialWays(connection, prepared.profiles()), parts));
            keys.resolveCredentials();
            return Auth.keys(keys);
        });
    }

    private CredentialParts parts(Run prepared) {
        Path home = Profiles.home(connection.environment());
        IdentityClients identity = new IdentityClients(prepared.parts(), prepared.settings());
        return new CredentialParts(
                connection.environment(),
                identity,
                new SsoTokens(home, identity, clock, connection.stopping()),
                new MfaCodes(connection.mfaCode(), connection.mfaPrompt()),
                // Sessions of the emulator in this process are gone with it.
                new SessionCache(connection.offline() ? null : home, connection.stopping()),
                clock,
                connection.stopping());
    }

    /** A question beside the call to a model says in one word what to allow: it is a note, not the failure. */
    private <T> T permitted(String action, Supplier<T> call) {
        try {
            return translated(call);
        } catch (BedrockException e) {
            boolean unadvised =
                    e.kind() == BedrockException.Kind.ACCESS_DENIED && e.fix().isEmpty();
            throw unadvised ? e.about(e.getMessage(), "allow bedrock:" + action + " for the caller") : e;
        }
    }

    private <T> T translated(Supplier<T> call) {
        return translated(call, "give it longer with --timeout");
    }

    /** @param advice for when the time of --timeout ran out */
    private <T> T translated(Supplier<T> call, String advice) {
        long start = System.nanoTime();
        try {
            return call.get();
        } catch (RuntimeException e) {
            Duration limit = connection.patience().callTimeout();
            if (limit != null && System.nanoTime() - start >= limit.toNanos() && !(e instanceof BedrockException)) {
                throw Failures.late(limit, advice, e);
            }
            throw Failures.of(e);
        }
    }

    /** What is looked up once. */
    private record Run(
            Profiles profiles,
            Settings settings,
            BlockingHttp http,
            ScheduledThreadPoolExecutor timer,
            ClientParts parts) {

        BedrockClients clients(Auth auth) {
            return clients(auth, settings.region());
        }

        BedrockClients clients(Auth auth, String region) {
            return new BedrockClients(parts, settings, auth, region);
        }

        /** The same for a connection to another region. */
        Run at(Connection other) {
            return new Run(profiles, new Settings(other, profiles), http, timer, parts);
        }

        void close() {
            http.close();
            timer.shutdownNow();
        }
    }
}
