package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.S3Output;
import io.github.bedrockcli.model.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A refused bare id goes to its profile, once; nothing else is sent twice. */
@Timeout(30)
final class ResolvingBedrockTest {
    private static final String BARE = "anthropic.claude-sonnet-4-20250514-v1:0";
    private static final String PROFILE = "us." + BARE;
    private static final String NOTE = "note: " + BARE + " answers only through an inference profile; using " + PROFILE;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Service service = new Service();
    private final ResolvingBedrock bedrock = new ResolvingBedrock(service, false, notes::add);

    static BedrockException refusal(String id) {
        return BedrockException.of(
                        Kind.REFUSED,
                        "Invocation of model ID " + id
                                + " with on-demand throughput isn\u2019t supported. Retry your request"
                                + " with the ID or ARN of an inference profile that contains this model.")
                .code("ValidationException")
                .status(400)
                .requestId("req-1")
                .build();
    }

    private static BedrockRequest request(String model) {
        return new BedrockRequest(Api.INVOKE, ModelId.of(model), new byte[] {1}, Knobs.NONE);
    }

    private BedrockException failure(String model) {
        return catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(request(model)));
    }

    @Test
    void theProfileIsFoundOnceAndRemembered() {
        for (int i = 0; i < 3; i++) {
            assertThat(bedrock.invoke(request(BARE)).requestId()).isEqualTo(PROFILE);
        }
        assertThat(service.calls).containsExactly(BARE, PROFILE, PROFILE, PROFILE);
        assertThat(service.profileCalls).hasValue(1);
        assertThat(service.modelCalls).hasValue(0);
        assertThat(notes).containsExactly(NOTE);
        assertThat(bedrock.called(ModelId.of(BARE))).hasToString(PROFILE);
        assertThat(bedrock.called(ModelId.of("amazon.nova-lite-v1:0"))).hasToString("amazon.nova-lite-v1:0");
    }

    @Test
    void whatAProfileMendsIsNotExplained() {
        ExplainingBedrock explaining = new ExplainingBedrock(bedrock, cause -> "");
        assertThat(explaining.invoke(request(BARE)).requestId()).isEqualTo(PROFILE);
        assertThat(service.calls).containsExactly(BARE, PROFILE);
        assertThat(service.profileCalls).hasValue(1);
    }

    @Test
    void manyCallsAtOnceAskForTheProfileOnce() throws Exception {
        service.together = new CyclicBarrier(8);
        List<CompletableFuture<BedrockResponse>> calls = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<BedrockResponse> call = new CompletableFuture<>();
            calls.add(call);
            new Thread(() -> call.complete(bedrock.invoke(request(BARE)))).start();
        }
        for (CompletableFuture<BedrockResponse> call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS).requestId()).isEqualTo(PROFILE);
        }
        assertThat(service.profileCalls).hasValue(1);
        assertThat(notes).containsExactly(NOTE);
    }

    @Test
    void aCallThatIsTakenAsksForNothingElse() {
        service.refusing = false;
        bedrock.invoke(request(BARE));
        assertThat(service.calls).containsExactly(BARE);
        assertThat(service.profileCalls).hasValue(0);
        assertThat(notes).isEmpty();
    }

    @Test
    void arnsAndIdsOfProfilesAreNeverRewritten() {
        for (String id : List.of(
                "arn:aws:bedrock:us-east-1::foundation-model/" + BARE,
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu." + BARE,
                "eu." + BARE,
                "global." + BARE)) {
            service.refuseEverything = true;
            assertThat(failure(id)).hasMessageContaining("Invocation of model ID " + id);
            assertThat(service.calls).as(id).containsExactly(id);
            service.calls.clear();
        }
        assertThat(service.profileCalls).hasValue(0);
    }

    @Test
    void noOtherRefusalIsAnsweredByASecondRequest() {
        for (BedrockException other : List.of(
                BedrockException.of(Kind.REFUSED, "The provided model identifier is invalid.")
                        .code("ValidationException")
                        .status(400)
                        .build(),
                BedrockException.of(Kind.ACCESS_DENIED, "with on-demand throughput isn\u2019t supported")
                        .code("AccessDeniedException")
                        .build(),
                BedrockException.of(Kind.REFUSED, "with on-demand throughput isn\u2019t supported")
                        .code("ResourceNotFoundException")
                        .build(),
                BedrockException.of(Kind.THROTTLED, "Too many requests").build())) {
            service.failure = other;
            assertThat(failure(BARE)).isSameAs(other);
        }
        assertThat(service.calls).hasSize(4).containsOnly(BARE);
        assertThat(service.profileCalls).hasValue(0);
    }

    @Test
    void aStraightApostropheAndWordsBeforeItAreTheSameRefusal() {
        service.words = "The model returned the following errors: Invocation of model ID %s with on-demand throughput"
                + " isn't supported. Retry.";
        bedrock.invoke(request(BARE));
        assertThat(service.calls).containsExactly(BARE, PROFILE);
    }

    @Test
    void whatIsRefusedThroughTheProfileIsNotSentAThirdTime() {
        service.refuseEverything = true;
        assertThat(failure(BARE)).hasMessageContaining("Invocation of model ID " + PROFILE);
        assertThat(service.calls).containsExactly(BARE, PROFILE);
    }

    @Test
    void withoutAProfileTheRefusalStandsAndSaysWhatThereIs() {
        service.profiles.clear();
        service.profile("global." + BARE, "us-east-1", "");
        BedrockException failure = failure(BARE);
        assertThat(failure.getMessage()).isEqualTo(refusal(BARE).getMessage());
        assertThat(failure.code()).contains("ValidationException");
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.requestId()).contains("req-1");
        assertThat(failure.fix().orElseThrow()).startsWith("--allow-global lets it use global." + BARE);
        assertThat(failure.reason()).contains("the model is called through an inference profile only");
        assertThat(service.calls).containsExactly(BARE);
        assertThat(notes).isEmpty();

        ResolvingBedrock allowed = new ResolvingBedrock(service, true, notes::add);
        assertThat(allowed.invoke(request(BARE)).requestId()).isEqualTo("global." + BARE);
        assertThat(notes.get(0)).endsWith("using global." + BARE + ", which may answer from any region");
    }

    @Test
    void whoMayNotListProfilesIsToldWhatItTakes() {
        service.profilesFailure = FakeRegion.denied("ListInferenceProfiles");
        assertThat(failure(BARE).fix())
                .contains(
                        "allow bedrock:ListInferenceProfiles for the caller, so that the profile is found; or give its id"
                                + " with -m");
        assertThat(failure(BARE).kind()).isEqualTo(Kind.REFUSED);
        assertThat(service.profileCalls).hasValue(1);
    }

    @Test
    void aListThatFailedForTheMomentIsAskedForAgain() {
        service.profilesFailure =
                BedrockException.of(Kind.THROTTLED, "Too many requests").build();
        assertThat(failure(BARE).fix().orElseThrow())
                .startsWith("its profile could not be looked up (Too many requests);");
        service.profilesFailure = null;
        bedrock.invoke(request(BARE));
        assertThat(notes).containsExactly(NOTE);
    }

    @Test
    void aListThatDoesNotAnswerHoldsTheRefusalBackForALittleOnly() {
        service.listing = new CountDownLatch(1);
        ResolvingBedrock impatient = new ResolvingBedrock(service, false, notes::add, Duration.ofMillis(1));
        BedrockException failure = catchThrowableOfType(BedrockException.class, () -> impatient.invoke(request(BARE)));
        assertThat(failure.getMessage()).isEqualTo(refusal(BARE).getMessage());
        assertThat(failure.fix().orElseThrow()).startsWith("its profile could not be looked up (no answer within");
        service.listing.countDown();
    }

    @Test
    void anAsynchronousStartKeepsItsToken() {
        AsyncRequest start = new AsyncRequest(
                ModelId.of(BARE), Json.object(), new S3Output("s3://b/", null, null), "token", Map.of());
        assertThat(bedrock.startAsync(start)).isEqualTo(PROFILE + " token");
        assertThat(service.calls).containsExactly(BARE, PROFILE);
    }

    @Test
    void aStreamIsOpenedAgainBeforeAnythingCame() {
        try (EventStream stream = bedrock.stream(request(BARE))) {
            assertThat(stream.next()).containsExactly(7);
            assertThat(stream.requestId()).contains(PROFILE);
            assertThat(stream.next()).isNull();
        }
        assertThat(service.calls).containsExactly(BARE, PROFILE);
        try (EventStream stream = bedrock.stream(request(BARE))) {
            assertThat(stream.next()).containsExactly(7);
        }
        assertThat(service.calls).containsExactly(BARE, PROFILE, PROFILE);
        assertThat(notes).containsExactly(NOTE);
    }

    @Test
    void aStreamThatHasBegunIsNeverOpenedAgain() {
        service.refusing = false;
        service.events.add(new byte[] {1});
        service.events.add(refusal(BARE));
        try (EventStream stream = bedrock.stream(request(BARE))) {
            assertThat(stream.next()).containsExactly(1);
            assertThat(catchThrowableOfType(BedrockException.class, stream::next))
                    .isNotNull();
        }
        assertThat(service.calls).containsExactly(BARE);
        assertThat(service.profileCalls).hasValue(0);
    }

    @Test
    void closingEndsTheSearchForAProfile() throws Exception {
        service.listing = new CountDownLatch(1);
        EventStream stream = bedrock.stream(request(BARE));
        CompletableFuture<BedrockException> reader =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(BedrockException.class, stream::next));
        while (service.profileCalls.get() == 0) {
            Thread.onSpinWait();
        }
        stream.close();
        assertThat(reader.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        service.listing.countDown();
        assertThat(service.calls).containsExactly(BARE);
    }

    @Test
    void closingReachesTheSecondStream() {
        EventStream stream = bedrock.stream(request(BARE));
        stream.next();
        stream.close();
        assertThat(service.closed).containsExactly(BARE, PROFILE);
    }

    /** Refuses bare ids as the service does; an answer's request id is the id that was called. */
    private static final class Service extends FakeRegion {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final List<String> closed = new CopyOnWriteArrayList<>();
        final Deque<Object> events = new ArrayDeque<>();
        boolean refusing = true;
        boolean refuseEverything;
        String words;
        BedrockException failure;
        CyclicBarrier together;
        CountDownLatch listing;

        Service() {
            super("us-east-1");
            profile(PROFILE, "us-east-1", "us-west-2");
        }

        private void call(String id) {
            calls.add(id);
            if (failure != null) {
                throw failure;
            }
            if (id.equals(BARE) && together != null) {
                try {
                    together.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            if (refuseEverything || (refusing && id.equals(BARE))) {
                throw words == null
                        ? refusal(id)
                        : BedrockException.of(Kind.REFUSED, String.format(words, id))
                                .code("ValidationException")
                                .build();
            }
        }

        @Override
        public List<ModelSummary> inferenceProfiles() {
            List<ModelSummary> found = super.inferenceProfiles();
            if (listing != null) {
                try {
                    listing.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return found;
        }

        @Override
        public BedrockResponse invoke(BedrockRequest request) {
            String id = request.model().value();
            call(id);
            return new BedrockResponse(request.body(), Usage.UNKNOWN, id, Duration.ZERO, Duration.ZERO);
        }

        @Override
        public String startAsync(AsyncRequest request) {
            call(request.model().value());
            return request.model() + " " + request.clientToken();
        }

        @Override
        public EventStream stream(BedrockRequest request) {
            String id = request.model().value();
            return new EventStream() {
                private boolean called;

                @Override
                public byte[] next() {
                    if (!called) {
                        called = true;
                        call(id);
                        if (events.isEmpty()) {
                            events.add(new byte[] {7});
                        }
                    }
                    Object event = events.poll();
                    if (event instanceof BedrockException broken) {
                        throw broken;
                    }
                    return (byte[]) event;
                }

                @Override
                public Optional<String> requestId() {
                    return Optional.of(id);
                }

                @Override
                public void close() {
                    closed.add(id);
                }
            };
        }
    }
}
