package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** The way from the bytes of a stream to what its chunks hold: frames alone, and with the events in them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramesBenchmark {
    private static final int FRAMES = 1000;

    /** Characters of text in a chunk: a word, and a long piece. */
    @Param({"5", "2000"})
    private int text;

    private byte[] stream;

    @Setup
    public void encode() {
        ObjectNode chunk = Json.object().put("type", "content_block_delta").put("index", 0);
        chunk.putObject("delta").put("type", "text_delta").put("text", "x".repeat(text));
        String inner = Base64.getEncoder().encodeToString(Json.bytes(chunk));
        ObjectNode payload = Json.object().put("bytes", inner).put("p", "abcdefghijklmnop");
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":event-type", HeaderValue.fromString("chunk"));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString("event"));
        byte[] frame = new byte
                [new Message(headers, Json.bytes(payload)).toByteBuffer().remaining()];
        new Message(headers, Json.bytes(payload)).toByteBuffer().get(frame);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            all.writeBytes(frame);
        }
        stream = all.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void frames(Blackhole sink) throws IOException {
        Frames frames = new Frames(new ByteArrayInputStream(stream));
        for (Message message = frames.next(); message != null; message = frames.next()) {
            sink.consume(message);
        }
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void framesAndEvents(Blackhole sink) throws IOException {
        Frames frames = new Frames(new ByteArrayInputStream(stream));
        for (Message message = frames.next(); message != null; message = frames.next()) {
            Object event = Events.read(message, null);
            sink.consume(event);
        }
    }
}
