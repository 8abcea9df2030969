package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.ForwardingBedrock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a stream has printed is out before the next event is waited for, and events that wait already share a write. */
class StreamBurstsTest {
    private final FakeBedrock bedrock = new FakeBedrock();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** What was out when each event was asked for. */
    private final List<String> before = new ArrayList<>();

    @Test
    void textIsOutBeforeTheNextEventIsWaitedFor() {
        stream(false);
        assertThat(before).containsExactly("", "a", "ab", "abc", "abc");
    }

    @Test
    void eventsAtHandAreLetOutTogether() {
        stream(true);
        assertThat(before).containsExactly("", "", "", "", "");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("abc\n");
    }

    @Test
    void aFailureInABurstLeavesWhatCameBeforeIt() {
        stream(true, text("a"), text("b"), new IllegalStateException("a defect"));
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("ab");
    }

    @Test
    void rawChunksAndEventsAreOutBeforeTheNextIsWaitedFor() {
        for (String format : new String[] {"raw", "events"}) {
            out.reset();
            before.clear();
            streamAs(format, false, text("a"), text("b"), END);
            assertThat(before.get(1)).contains("\"a\"");
            assertThat(before.get(2)).contains("\"b\"").endsWith("\n");
        }
    }

    private static final String END = "{\"messageStop\":{\"stopReason\":\"end_turn\"}}";

    private static String text(String piece) {
        return "{\"contentBlockDelta\":{\"delta\":{\"text\":\"" + piece + "\"},\"contentBlockIndex\":0}}";
    }

    private void stream(boolean atHand) {
        stream(atHand, text("a"), text("b"), text("c"), END);
    }

    private void stream(boolean atHand, Object... events) {
        streamAs("text", atHand, events);
    }

    private void streamAs(String format, boolean atHand, Object... events) {
        bedrock.streams(events);
        new Terminal().out(out).run(connection -> new Watched(atHand), "stream", "-o", format, "Hi");
    }

    /** Notes what is out whenever an event is asked for. */
    private final class Watched extends ForwardingBedrock {
        private final boolean atHand;

        Watched(boolean atHand) {
            super(bedrock);
            this.atHand = atHand;
        }

        @Override
        public EventStream stream(BedrockRequest request) {
            EventStream events = super.stream(request);
            return new EventStream() {
                @Override
                public byte[] next() {
                    before.add(out.toString(StandardCharsets.UTF_8));
                    return events.next();
                }

                @Override
                public boolean isNextAtHand() {
                    return atHand;
                }

                @Override
                public Optional<String> requestId() {
                    return events.requestId();
                }

                @Override
                public void close() {
                    events.close();
                }
            };
        }
    }
}
