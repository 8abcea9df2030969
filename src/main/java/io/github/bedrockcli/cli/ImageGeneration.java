package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.family.UnreadableReplyException;
import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ImageReply.Picture;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.render.AnswerFacts;
import io.github.bedrockcli.render.PictureJson;
import io.github.bedrockcli.render.PictureJson.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call to an image model, from the request to the written pictures and the exit code. */
final class ImageGeneration {
    /** The longest reply, in bytes, that is looked into after it was passed on. */
    private static final int MOST_READ = 32 << 20;

    private final Bedrock bedrock;
    private final Planned.Image planned;
    private final OutputOptions output;
    private final Notes notes;
    private final ImageEnding ending;
    private final int expected;
    private final List<Written> written = new ArrayList<>();

    ImageGeneration(Bedrock bedrock, Planned.Image planned, OutputOptions output, Notes notes) {
        this.bedrock = bedrock;
        this.planned = planned;
        this.output = output;
        this.notes = notes;
        this.ending = new ImageEnding(notes, planned.model().family());
        this.expected = planned.model().count(planned.sent());
    }

    ExitCode run(Io io) throws IOException {
        return output.format() == Format.RAW ? raw(io) : pictures(io);
    }

    /**
     * What a reply holds.
     *
     * @param tree the reply, as text where it is no JSON
     * @param reply null when it could not be read
     * @param problem why not, or null
     */
    private record Reading(
            JsonNode tree,
            @Nullable ImageReply reply,
            @Nullable String problem) {
        Reading broken(String why) {
            return new Reading(tree, null, why);
        }
    }

    private Reading read(byte[] body) {
        try {
            JsonNode tree = Json.parse(body);
            try {
                return new Reading(tree, planned.model().reply(tree), null);
            } catch (UnreadableReplyException e) {
                return new Reading(tree, null, e.getMessage());
            }
        } catch (JsonProcessingException e) {
            JsonNode text = TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
            return new Reading(text, null, "the reply " + ReplyProblem.of(body, e));
        }
    }

    /** The reply as it came, with its pictures in it; one that nobody can read may still be what was wanted. */
    private ExitCode raw(Io io) throws IOException {
        try (AnswerOutput target = output.open(io);
                Spool spool = new Spool(Spool.folder(io))) {
            BedrockResponse response = spooled(spool);
            spool.copyTo(target.stream());
            target.complete();
            Ending.details(notes, facts(response));
            byte[] body = spool.bytes(MOST_READ);
            ImageReply reply = body == null ? null : read(body).reply();
            return reply == null ? ExitCode.OK : ending.report(reply.stop(), results(reply), expected);
        }
    }

    private BedrockResponse spooled(Spool spool) {
        try {
            return bedrock.invoke(planned.request().replyingTo(spool::begin));
        } catch (BedrockException e) {
            Spool.rethrow(e);
            throw e;
        }
    }

    private ExitCode pictures(Io io) throws IOException {
        try (PictureOutput target = output.pictures(io, expected, notes)) {
            AnswerOutput stdout = AnswerOutput.standard(new StandardOutput(io.out()));
            BedrockResponse response = bedrock.invoke(planned.request().expectingPictures());
            AnswerFacts facts = facts(response);
            Reading reading = write(read(response.body()), target, stdout);
            ImageReply reply = reading.reply();
            if (output.format() == Format.JSON) {
                Json.writeLine(
                        stdout.stream(),
                        PictureJson.of(facts, written, reply == null ? null : reply.stop(), reading.tree()));
                stdout.stream().write('\n');
                stdout.complete();
            }
            ending.seeds(written, seedWasChosen(reply));
            Ending.details(notes, facts);
            if (output.usage()) {
                ending.usage(written, facts);
            }
            return reply == null
                    ? ending.unreadable(reading.problem())
                    : ending.report(reply.stop(), results(reply), expected);
        }
    }

    /** Writes the pictures of a reply up to the first that cannot be read. */
    private Reading write(Reading reading, PictureOutput target, AnswerOutput stdout) throws IOException {
        ImageReply reply = reading.reply();
        if (reply == null) {
            return reading;
        }
        boolean several = Math.max(expected, results(reply)) > 1;
        int number = 0;
        for (Picture picture : reply.pictures()) {
            number += picture.role() == null ? 1 : 0;
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(picture.base64());
            } catch (IllegalArgumentException e) {
                return reading.broken("the reply has a picture that is no base64: " + e.getMessage());
            }
            write(picture, new PictureOutput.Label(number, several, picture.role()), bytes, target, stdout);
        }
        return reading;
    }

    private void write(
            Picture picture, PictureOutput.Label label, byte[] bytes, PictureOutput target, AnswerOutput stdout)
            throws IOException {
        Optional<MediaType> type = ImageHeader.type(bytes);
        Optional<String> path = target.write(label, bytes, type);
        ImageHeader.Size size = type.map(one -> ImageHeader.size(one, bytes)).orElse(ImageHeader.Size.UNKNOWN);
        written.add(new Written(
                path.orElse("-"),
                picture.base64(),
                seed(picture),
                bytes.length,
                size.width(),
                size.height(),
                picture.role()));
        if (path.isPresent() && output.format() == Format.TEXT) {
            stdout.stream().write((path.get() + "\n").getBytes(StandardCharsets.UTF_8));
            stdout.complete();
        }
    }

    /** The service's own word, else what was sent, else what the service takes when nothing is sent. */
    private @Nullable Long seed(Picture picture) {
        if (picture.role() != null || picture.seed() != null) {
            return picture.seed();
        }
        return planned.model().seed(planned.sent()).or(this::defaultSeed).orElse(null);
    }

    private Optional<Long> defaultSeed() {
        return Optional.ofNullable(planned.task()).flatMap(planned.model()::defaultSeed);
    }

    private boolean seedWasChosen(@Nullable ImageReply reply) {
        return planned.model().seed(planned.sent()).isPresent()
                || (reply != null
                        && reply.pictures().stream().map(Picture::seed).anyMatch(Objects::nonNull));
    }

    private static int results(ImageReply reply) {
        return (int) reply.pictures().stream()
                .filter(picture -> picture.role() == null)
                .count();
    }

    private AnswerFacts facts(BedrockResponse response) {
        return new AnswerFacts(
                bedrock.called(planned.request().model()).value(),
                planned.model().family().name(),
                planned.request().api(),
                bedrock.region(),
                response.firstByte(),
                response.total(),
                response.requestId());
    }
}
