package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.eventstream.Message;

/** Frames whole, split, cut, damaged and made up: they come out as they went in, or fail and say so. */
@Timeout(60)
class FramesTest {
    /** Another one each time; {@code -Dbedrock.seed=N} repeats what failed. */
    private static final long SEED = Long.getLong("bedrock.seed", System.nanoTime());

    private static final int CASES = 3_000;
    private static final long SMALL = 1 << 20;

    private final Random random = new Random(SEED);

    /** What a first event loads is not to be counted. */
    @BeforeEach
    void warmUp() throws IOException {
        for (int i = 0; i < 20; i++) {
            events(new ByteArrayInputStream(stream().bytes()));
        }
    }

    /** Frames in a row, with what they hold and where each ends. */
    private record Stream(byte[] bytes, List<String> events, List<Integer> ends) {}

    /** Gives bytes in pieces of any size, as a socket does. */
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final Random random;
        private int position;

        Pieces(byte[] bytes, Random random) {
            this.bytes = bytes;
            this.random = random;
        }

        @Override
        public int read() {
            return position < bytes.length ? bytes[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (position == bytes.length) {
                return -1;
            }
            int count = Math.min(1 + random.nextInt(length), bytes.length - position);
            System.arraycopy(bytes, position, into, offset, count);
            position += count;
            return count;
        }
    }

    @Test
    void framesSplitAnywhereComeOutAsTheyWentIn() throws IOException {
        for (int i = 0; i < CASES; i++) {
            Stream stream = stream();
            assertThat(events(new Pieces(stream.bytes(), random)))
                    .as("seed %d, case %d", SEED, i)
                    .isEqualTo(stream.events());
        }
    }

    @Test
    void oneWrongBitIsNoticedWhereverItIs() {
        for (int i = 0; i < CASES; i++) {
            Stream stream = stream();
            int bit = random.nextInt(stream.bytes().length * 8);
            stream.bytes()[bit / 8] ^= (byte) (1 << bit % 8);
            List<String> before = new ArrayList<>();
            assertThatThrownBy(() -> collect(new Pieces(stream.bytes(), random), before))
                    .as("seed %d, case %d, bit %d", SEED, i, bit)
                    .isInstanceOfSatisfying(TransportException.class, FramesTest::assertBroken);
            assertThat(before).as("seed %d, case %d", SEED, i).isEqualTo(whole(stream, bit / 8));
        }
    }

    @Test
    void aCutIsNoticedUnlessItIsBetweenTwoFrames() throws IOException {
        for (int i = 0; i < CASES; i++) {
            Stream stream = stream();
            int length = random.nextInt(stream.bytes().length);
            InputStream cut = new Pieces(Arrays.copyOf(stream.bytes(), length), random);
            List<String> before = new ArrayList<>();
            String what = "seed " + SEED + ", case " + i + ", " + length + " bytes";
            if (length == 0 || stream.ends().contains(length)) {
                collect(cut, before);
            } else {
                assertThatThrownBy(() -> collect(cut, before))
                        .as(what)
                        .isInstanceOf(TransportException.class)
                        .hasMessage("the stream ended within an event");
            }
            assertThat(before).as(what).isEqualTo(whole(stream, length));
        }
    }

    @Test
    void aConnectionThatBreaksWithinAFrameLeavesItWithin() throws IOException {
        byte[] frame = EventMessages.chunk("{}");
        for (int length = 0; length <= frame.length; length++) {
            Frames frames = new Frames(breaking(Arrays.copyOf(frame, length)));
            if (length == frame.length) {
                assertThat(frames.next()).isNotNull();
            }
            assertThatThrownBy(frames::next).hasMessage("the connection broke");
            assertThat(frames.within()).as("%d bytes", length).isEqualTo(length > 0 && length < frame.length);
        }
    }

    @Test
    void theNextFrameIsAtHandOnceItHasComeWhole() throws IOException {
        byte[] frame = EventMessages.chunk("{\"n\":1}");
        for (int length = 0; length <= frame.length; length++) {
            byte[] bytes = Arrays.copyOf(frame, frame.length + length);
            System.arraycopy(frame, 0, bytes, frame.length, length);
            Frames frames = new Frames(new ByteArrayInputStream(bytes));
            assertThat(frames.next()).isNotNull();
            assertThat(frames.isNextAtHand()).as("%d bytes", length).isEqualTo(length == frame.length);
            assertThat(frames.isNextAtHand()).as("%d bytes", length).isEqualTo(length == frame.length);
            if (length == 0) {
                assertThat(frames.next()).isNull();
            } else if (length == frame.length) {
                assertThat(frames.next()).isNotNull();
                assertThat(frames.next()).isNull();
            } else {
                assertThatThrownBy(frames::next).hasMessage("the stream ended within an event");
            }
        }
    }

    @Test
    void aDamagedFrameIsNotAtHandAndFailsWhenItsTurnComes() throws IOException {
        byte[] frame = EventMessages.chunk("{}");
        byte[] bytes = Arrays.copyOf(frame, 2 * frame.length);
        System.arraycopy(frame, 0, bytes, frame.length, frame.length);
        bytes[frame.length + 1] = 0x70;
        Frames frames = new Frames(new ByteArrayInputStream(bytes));
        assertThat(frames.next()).isNotNull();
        assertThat(frames.isNextAtHand()).isFalse();
        assertThatThrownBy(frames::next)
                .hasMessage("the stream is damaged: the checksum of an event's length is wrong");
    }

    private static InputStream breaking(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int count) throws IOException {
                int read = super.read(into, offset, count);
                if (read < 0) {
                    throw new IOException("the connection broke");
                }
                return read;
            }
        };
    }

    @Test
    void garbageFailsSoonAndTakesLittleMemory() {
        for (int i = 0; i < CASES; i++) {
            byte[] garbage = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(garbage);
            if (garbage.length >= 12 && random.nextBoolean()) {
                prelude(garbage, random.nextInt(), random.nextInt(4_000));
            }
            assertFailsSmall(garbage, "seed " + SEED + ", case " + i);
        }
    }

    @Test
    void mixedUpFramesFailAsTransportExceptionsOrNotAtAll() {
        for (int i = 0; i < CASES; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Stream one = stream();
            Stream other = stream();
            bytes.write(one.bytes(), 0, random.nextInt(one.bytes().length));
            int from = random.nextInt(other.bytes().length);
            bytes.write(other.bytes(), from, other.bytes().length - from);
            assertFailsSmall(bytes.toByteArray(), "seed " + SEED + ", case " + i);
        }
    }

    @Test
    void aLengthWithAWrongChecksumIsNotWaitedFor() {
        byte[] frame = EventMessages.chunk("{}");
        frame[1] = 0x70;
        InputStream in = new ByteArrayInputStream(frame);
        assertThatThrownBy(() -> new Frames(in).next())
                .hasMessage("the stream is damaged: the checksum of an event's length is wrong");
        assertThat(in).hasBinaryContent(Arrays.copyOfRange(frame, 12, frame.length));
    }

    @Test
    void aLengthBeyondTheEncodingsBoundsIsRefusedThoughItsChecksumIsRight() {
        int[][] lengths = {
            {0, 0},
            {15, 0},
            {16, 1},
            {100, 85},
            {-1, 0},
            {Integer.MAX_VALUE, 0},
            {(24 << 20) + 17, 0},
            {1 << 20, 131_073}
        };
        for (int[] each : lengths) {
            byte[] bytes = new byte[64];
            prelude(bytes, each[0], each[1]);
            assertThatThrownBy(() -> new Frames(new ByteArrayInputStream(bytes)).next())
                    .as(Arrays.toString(each))
                    .hasMessage("the stream is damaged: an event of " + Integer.toUnsignedString(each[0]) + " bytes, "
                            + each[1] + " of them for its headers");
        }
    }

    @Test
    void memoryIsTakenAsTheBytesCome() {
        byte[] bytes = new byte[1_000];
        prelude(bytes, 24 << 20, 0);
        assertFailsSmall(bytes, "24 MiB of which 1,000 bytes came");
    }

    @Test
    void headersThatCannotBeReadAreDamageThoughAllChecksumsAreRight() {
        byte[] headers = {3, 'a', 'b', 'c', 99, 0};
        byte[] bytes = new byte[12 + headers.length + 4];
        prelude(bytes, bytes.length, headers.length);
        System.arraycopy(headers, 0, bytes, 12, headers.length);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, crc(bytes, bytes.length - 4));
        assertThatThrownBy(() -> new Frames(new ByteArrayInputStream(bytes)).next())
                .hasMessage("the stream is damaged: an event's headers cannot be read");
    }

    private static void assertFailsSmall(byte[] bytes, String what) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            events(new ByteArrayInputStream(bytes));
        } catch (TransportException e) {
            assertBroken(e);
        } catch (IOException | RuntimeException e) {
            fail(what, e);
        }
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .as(what)
                .isLessThan(SMALL);
    }

    private static void assertBroken(TransportException failure) {
        assertThat(failure.kind()).isEqualTo(Kind.BROKEN_STREAM);
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.getMessage()).startsWith("the stream ");
    }

    private Stream stream() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> events = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String text = "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 5_000 : 40));
            if (random.nextBoolean()) {
                String inner = "{\"text\":\"" + text + "\",\"n\":" + random.nextInt() + "}";
                bytes.writeBytes(EventMessages.chunk(inner));
                events.add(inner);
            } else {
                String payload = "{\"delta\":{\"text\":\"" + text + "\"}}";
                bytes.writeBytes(EventMessages.event("contentBlockDelta", payload));
                events.add("{\"contentBlockDelta\":" + payload + "}");
            }
            ends.add(bytes.size());
        }
        return new Stream(bytes.toByteArray(), events, ends);
    }

    /** The events that had come whole before that byte. */
    private static List<String> whole(Stream stream, int position) {
        long count = stream.ends().stream().filter(end -> end <= position).count();
        return stream.events().subList(0, (int) count);
    }

    private static List<String> events(InputStream in) throws IOException {
        List<String> events = new ArrayList<>();
        collect(in, events);
        return events;
    }

    private static void collect(InputStream in, List<String> events) throws IOException {
        Frames frames = new Frames(in);
        for (Message message = frames.next(); message != null; message = frames.next()) {
            StreamEvent event = Events.read(message, null);
            if (event != null) {
                events.add(new String(event.bytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private static void prelude(byte[] bytes, int total, int headers) {
        ByteBuffer start = ByteBuffer.wrap(bytes).putInt(total).putInt(headers);
        start.putInt(crc(bytes, 8));
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
