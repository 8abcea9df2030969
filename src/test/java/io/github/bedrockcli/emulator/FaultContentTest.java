package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every text family has its stop reason and its text where the faults put theirs, whole and in a stream. */
final class FaultContentTest {
    private static final String WORD = "unheard-of";

    @TestFactory
    Stream<DynamicTest> stopReasonsAreChangedWhereEachFamilyReadsThem() {
        Fault.Effect effect = ContentFaults.unknownStop(WORD);
        return subjects()
                .map(subject -> DynamicTest.dynamicTest(subject.id().value(), () -> {
                    assertThat(subject.whole(effect).stop())
                            .satisfies(stop -> assertThat(stop.reason()).isEqualTo(WORD));
                    if (subject.streams()) {
                        assertThat(subject.streamed(effect).stop())
                                .satisfies(stop -> assertThat(stop.reason()).isEqualTo(WORD));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> controlCharactersStandInTheTextOfEachFamily() {
        Fault.Effect effect = ContentFaults.controlCharacters(Place.HALF);
        return subjects()
                .map(subject -> DynamicTest.dynamicTest(subject.id().value(), () -> {
                    assertThat(said(subject.whole(effect))).contains(ContentFaults.CONTROLS);
                    if (subject.streams()) {
                        Reply streamed = subject.streamed(effect);
                        assertThat(said(streamed)).containsOnlyOnce(ContentFaults.CONTROLS);
                        assertThat(streamed.stop()).isNotNull();
                    }
                }));
    }

    /** A model that reasons says it there. */
    private static String said(Reply reply) {
        return reply.reasoning() + reply.text();
    }

    private static Stream<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (CatalogueModel model : Catalogue.load().all()) {
            ModelId id = ModelId.of(model.id());
            Optional<TextFamily> family =
                    Families.of(id).filter(TextFamily.class::isInstance).map(TextFamily.class::cast);
            if (EmulatedModels.find(model.id()).isPresent()) {
                family.ifPresent(text -> subjects.add(new Subject(id, model, text)));
            }
        }
        assertThat(subjects).hasSizeGreaterThan(40);
        return subjects.stream();
    }

    private record Subject(ModelId id, CatalogueModel model, TextFamily family) {
        boolean streams() {
            return family.streams(id);
        }

        Reply whole(Fault.Effect effect) throws IOException {
            Capture capture = play(effect, InvokeModel.whole(model, request(), 0));
            Reply reply = new Reply();
            family.reply(Json.parse(capture.pieces.get(0)), reply);
            return reply;
        }

        Reply streamed(Fault.Effect effect) throws IOException {
            Response answer = InvokeModel.stream(model, request(), 0);
            Reply reply = new Reply();
            TextFamily.ChunkDecoder decoder = family.decoder(reply);
            for (byte[] frame : play(effect, answer).pieces) {
                byte[] content =
                        EventFrames.content(software.amazon.eventstream.Message.decode(ByteBuffer.wrap(frame)));
                // OpenAI's form ends with a word that is no JSON.
                if (!new String(content, StandardCharsets.UTF_8).equals("[DONE]")) {
                    decoder.accept(Json.parse(content));
                }
            }
            decoder.end();
            return reply;
        }

        private Capture play(Fault.Effect effect, Response answer) throws IOException {
            Capture capture = new Capture(request());
            ApiOperation operation = ApiOperation.titled("InvokeModel").orElseThrow();
            effect.play(new Encounter(operation, capture, new Delivery(Clock.systemUTC()), () -> answer));
            return capture;
        }

        /** A question; of Pegasus, which has no answer to one alone, about a video. */
        private Request request() {
            List<Content> content = new ArrayList<>(List.of(new Content.Text("one two")));
            if (id.value().contains(".pegasus-")) {
                content.add(new Content.Video(new Footage.Stored("s3://bucket/a.mp4")));
            }
            Prompt prompt = new Prompt(null, List.of(new Message(Role.USER, content)), null, false);
            JsonNode body = TextRequest.choose(id, ApiChoice.INVOKE, null)
                    .body(prompt, Map.of(), Map.of(), Knobs.NONE, false, false);
            return new Request("POST", "/model/" + id.value() + "/invoke", Map.of(), Json.bytes(body));
        }
    }

    /** Keeps what is sent. */
    private static final class Capture implements Exchange, Exchange.Pieces {
        private final Request request;
        private final List<byte[]> pieces = new ArrayList<>();

        Capture(Request request) {
            this.request = request;
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public void send(int status, Map<String, String> headers, byte[] body) {
            pieces.add(body);
        }

        @Override
        public Pieces begin(int status, Map<String, String> headers) {
            return this;
        }

        @Override
        public Pieces begin(int status, Map<String, String> headers, long length) {
            return this;
        }

        @Override
        public void write(byte[] piece) {
            pieces.add(piece);
        }

        @Override
        public void end() {}

        @Override
        public void pause(Duration duration) {}

        @Override
        public void hold() {}

        @Override
        public void reset() {}
    }
}
