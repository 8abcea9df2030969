package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a family makes of a whole reply and of all chunks of a stream, from bytes to the sink: the golden answers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecoderBenchmark {
    /** Folders of {@code src/test/resources/families}. */
    @Param({"claude/every-parameter", "nova/every-parameter", "llama/minimal"})
    private String golden;

    private TextFamily family;
    private byte[] reply;
    private List<byte[]> chunks;

    @Setup
    public void read() throws IOException {
        Path folder = Path.of("src/test/resources/families").resolve(golden);
        String model = Json.parse(Files.readAllBytes(folder.resolve("args.json")))
                .path("model")
                .asText();
        family = Families.text(ModelId.of(model)).orElseThrow();
        reply = Files.readAllBytes(folder.resolve("response.json"));
        chunks = Files.readAllLines(folder.resolve("chunks.jsonl")).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Benchmark
    public void reply(Blackhole blackhole) throws IOException {
        family.reply(Json.parse(reply), new Sink(blackhole));
    }

    @Benchmark
    public void chunks(Blackhole blackhole) throws IOException {
        TextFamily.ChunkDecoder decoder = family.decoder(new Sink(blackhole));
        for (byte[] chunk : chunks) {
            decoder.accept(Json.parse(chunk));
        }
        decoder.end();
    }

    /** Takes everything and keeps nothing. */
    private record Sink(Blackhole blackhole) implements ReplySink {
        @Override
        public void text(String text) {
            blackhole.consume(text);
        }

        @Override
        public void reasoning(String text) {
            blackhole.consume(text);
        }

        @Override
        public void toolUse(ToolUse toolUse) {
            blackhole.consume(toolUse);
        }

        @Override
        public void guardrail(JsonNode trace) {
            blackhole.consume(trace);
        }

        @Override
        public void usage(Usage usage) {
            blackhole.consume(usage);
        }

        @Override
        public void stop(Stop stop) {
            blackhole.consume(stop);
        }
    }
}
