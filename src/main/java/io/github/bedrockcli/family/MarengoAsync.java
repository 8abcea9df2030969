package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The asynchronous form of {@link Marengo}: vectors of videos and sound, piece by piece, beside those of texts and
 * pictures. Its tasks are the input types. As in the other form 3.0 has its fields in an object named like the type, 2.7
 * beside it. A file goes in as base64, a place in S3 as it is; sound has parameters only.
 *
 * <p>Source: Bedrock user guide, "TwelveLabs Marengo Embed 3.0" and "TwelveLabs Marengo Embed 2.7", 2026-11; the range
 * of 2.7's {@code minClipSec}: public code that sends it.
 */
final class MarengoAsync {
    private static final String TEXT = "text";
    private static final String IMAGE = "image";
    private static final String TEXT_IMAGE = "text_image";
    private static final String MULTI_INPUT = "multi_input";
    private static final String AUDIO = "audio";
    private static final String VIDEO = "video";

    private static final Set<String> WITH_TEXT = Set.of(TEXT, TEXT_IMAGE, MULTI_INPUT);
    private static final Set<String> WITH_IMAGE = Set.of(IMAGE, TEXT_IMAGE, MULTI_INPUT);
    private static final Set<String> PLAYED = Set.of(AUDIO, VIDEO);

    private final String owner;
    private final boolean flat;

    /** @param flat whether the fields stand beside the input type, as 2.7 has them */
    MarengoAsync(String owner, boolean flat) {
        this.owner = owner;
        this.flat = flat;
    }

    /** What a prompt holds. */
    private record Parts(String text, List<Media> images, List<Footage> videos) {}

    List<String> tasks() {
        return flat ? List.of(VIDEO, AUDIO, IMAGE, TEXT) : List.of(VIDEO, AUDIO, IMAGE, TEXT_IMAGE, MULTI_INPUT, TEXT);
    }

    /** Whether a parameter of this name says what the vectors are made of. */
    static boolean isInput(String name) {
        return name.equals("inputType") || name.contains("mediaSource");
    }

    ParameterTable parameters() {
        Map<String, Parameter> rows = new LinkedHashMap<>();
        tasks().forEach(task -> rows(task).forEach(row -> rows.putIfAbsent(row.name(), row)));
        List<Parameter> all = new ArrayList<>(List.of(inputType(tasks())));
        all.addAll(rows.values());
        return new ParameterTable(owner, all);
    }

    ParameterTable parameters(String task) {
        List<Parameter> all = new ArrayList<>(List.of(inputType(List.of(task)).requiredElse(task)));
        all.addAll(rows(task));
        return new ParameterTable(owner + " (" + task + ")", all);
    }

    private static Parameter inputType(List<String> tasks) {
        return Parameter.string("inputType", "what the vectors are made of; told from what is given")
                .oneOf(tasks.toArray(String[]::new));
    }

    /** The rows of one input type, beside the type itself. */
    private List<Parameter> rows(String task) {
        List<Parameter> rows = new ArrayList<>();
        if (task.equals(MULTI_INPUT)) {
            rows.add(placed(
                            Parameter.json(
                                    "mediaSources",
                                    "the pictures, where --image gives none: [{\"name\":…,\"mediaType\":\"image\",\"s3Location\":…}]"),
                            task)
                    .mustBeGiven());
        } else if (!task.equals(TEXT)) {
            media(task).forEach(row -> rows.add(placed(row, task)));
        }
        if (flat && task.equals(TEXT)) {
            rows.add(Marengo.TEXT_TRUNCATE);
        }
        if (PLAYED.contains(task)) {
            (flat ? flatPieces(task) : pieces(task)).forEach(row -> rows.add(placed(row, task)));
        }
        if (!flat) {
            rows.add(Parameter.string("inferenceId", "a name for the request"));
        }
        return rows;
    }

    /** The row where it belongs, under a name that says so. */
    private Parameter placed(Parameter row, String task) {
        return flat ? row : row.inside(task);
    }

    private static List<Parameter> media(String task) {
        String given =
                PLAYED.contains(task) ? (task.equals(VIDEO) ? ", as --video gives it" : "") : ", as --image gives it";
        return List.of(
                Parameter.json("mediaSource", "the input: {\"base64String\":…} or {\"s3Location\":{\"uri\":…}}" + given)
                        .mustBeGiven(),
                Parameter.binary("mediaSource.base64String", "the input's bytes; @FILE reads them")
                        .at("/mediaSource/base64String"),
                Parameter.string("mediaSource.s3Location.uri", "the input's place: s3://BUCKET/KEY")
                        .at("/mediaSource/s3Location/uri"),
                Parameter.string("mediaSource.s3Location.bucketOwner", "account that owns the input's bucket")
                        .at("/mediaSource/s3Location/bucketOwner"));
    }

    private static Parameter start() {
        return Parameter.number("startSec", "where to begin, in seconds")
                .range("0", null)
                .defaultsTo(0);
    }

    private static List<Parameter> pieces(String task) {
        String[] options = task.equals(VIDEO)
                ? new String[] {"visual", AUDIO, "transcription"}
                : new String[] {AUDIO, "transcription"};
        return List.of(
                start(),
                Parameter.number("endSec", "where to end, in seconds; the end of it when absent")
                        .range("0", null),
                Parameter.string("segmentation.method", "how it is cut into clips: where shots change, or evenly")
                        .at("/segmentation/method")
                        .oneOf("dynamic", "fixed"),
                Parameter.integer("segmentation.dynamic.minDurationSec", "least seconds of a clip")
                        .at("/segmentation/dynamic/minDurationSec")
                        .range("1", "5")
                        .defaultsTo(4),
                Parameter.integer("segmentation.fixed.durationSec", "seconds of a clip")
                        .at("/segmentation/fixed/durationSec")
                        .range("1", "10")
                        .defaultsTo(6),
                Parameter.strings("embeddingOption", "what is looked at; all when absent")
                        .oneOf(options),
                Parameter.strings("embeddingType", "a vector for each of them, or one of all")
                        .oneOf("separate_embedding", "fused_embedding"),
                Parameter.strings("embeddingScope", "a vector for each clip, for the whole, or both")
                        .oneOf("clip", "asset"));
    }

    private static List<Parameter> flatPieces(String task) {
        List<Parameter> rows = new ArrayList<>(List.of(
                start(),
                Parameter.number("lengthSec", "how much of it, in seconds; all when absent")
                        .range("0", null),
                Parameter.number(
                                "useFixedLengthSec",
                                "seconds of a clip; cut where shots change, or evenly, when absent")
                        .range("2", "10")));
        if (task.equals(VIDEO)) {
            rows.add(Parameter.integer("minClipSec", "least seconds of a clip")
                    .range("1", "5")
                    .defaultsTo(4));
            rows.add(Parameter.strings("embeddingOption", "what is looked at; all when absent")
                    .oneOf("visual-text", "visual-image", AUDIO));
        }
        return rows;
    }

    /** The input type that fits what is given. */
    String task(Prompt prompt, Map<String, JsonNode> given) {
        JsonNode named = given.get("inputType");
        if (named != null) {
            return named.asText();
        }
        Parts parts = parts(prompt);
        String told = told(parts, given);
        if (!tasks().contains(told)) {
            throw new UsageException(owner + " takes a text or one picture, not both", "leave one of them out");
        }
        return told;
    }

    private String told(Parts parts, Map<String, JsonNode> given) {
        if (!parts.videos().isEmpty()) {
            return VIDEO;
        }
        if (!parts.images().isEmpty()) {
            return parts.images().size() > 1 ? MULTI_INPUT : parts.text().isBlank() ? IMAGE : TEXT_IMAGE;
        }
        return tasks().stream()
                .filter(task -> given.keySet().stream().anyMatch(name -> isInput(name) && name.startsWith(task + ".")))
                .findFirst()
                .orElseGet(() -> {
                    if (parts.text().isBlank()) {
                        throw new UsageException(
                                owner + " cannot tell what to make vectors of", "-p inputType=audio says it");
                    }
                    return TEXT;
                });
    }

    private Parts parts(Prompt prompt) {
        if (prompt.messages().size() > 1 || prompt.system() != null || prompt.prefill() != null) {
            throw new UsageException(owner
                    + " makes vectors of one input: it takes no turns, no system prompt and no start of an answer");
        }
        Message turn = prompt.messages().get(0);
        List<Media> images = new ArrayList<>();
        List<Footage> videos = new ArrayList<>();
        for (Content part : turn.content()) {
            if (part instanceof Content.Image image) {
                images.add(image.media());
            } else if (part instanceof Content.Video video) {
                videos.add(video.footage());
            } else if (!(part instanceof Content.Text)) {
                throw new UsageException(owner + " takes texts, pictures, videos and sound, nothing else");
            }
        }
        return new Parts(turn.text(), images, videos);
    }

    /** The input without parameters. */
    ObjectNode input(Prompt prompt, String task, boolean validate) {
        Parts parts = parts(prompt);
        if (validate) {
            MediaLimits.BODY.check(prompt, owner);
            check(parts, task);
        }
        ObjectNode input = Json.object().put("inputType", task);
        ObjectNode place = flat ? input : input.putObject(task);
        if (!parts.text().isBlank()) {
            place.put("inputText", parts.text());
        }
        if (task.equals(MULTI_INPUT)) {
            addPictures(place, parts);
        } else if (!parts.videos().isEmpty()) {
            Pegasus.putSource(place.putObject("mediaSource"), parts.videos().get(0));
        } else if (!parts.images().isEmpty()) {
            place.putObject("mediaSource")
                    .put("base64String", parts.images().get(0).base64());
        }
        return input;
    }

    /** A picture has a name where the text speaks of it; the service refuses names that it does not. */
    private static void addPictures(ObjectNode place, Parts parts) {
        if (parts.images().isEmpty()) {
            return;
        }
        ArrayNode sources = place.putArray("mediaSources");
        for (Media image : parts.images()) {
            String name = "img" + (sources.size() + 1);
            ObjectNode source = sources.addObject();
            if (parts.text().contains("<@" + name + ">")) {
                source.put("name", name);
            }
            source.put("mediaType", IMAGE).put("base64String", image.base64());
        }
    }

    private void check(Parts parts, String task) {
        String named = owner + " (" + task + ")";
        if (!parts.text().isBlank() && !WITH_TEXT.contains(task)) {
            throw new UsageException(named + " takes no text", "leave the prompt out");
        }
        if (parts.text().isBlank() && WITH_TEXT.contains(task) && !task.equals(MULTI_INPUT)) {
            throw new UsageException(named + " needs a text");
        }
        int pictures = task.equals(MULTI_INPUT) ? Integer.MAX_VALUE : WITH_IMAGE.contains(task) ? 1 : 0;
        if (parts.images().size() > pictures) {
            throw new UsageException(
                    named + " takes " + (pictures == 0 ? "no" : "one") + " picture",
                    "leave --image out or give it once");
        }
        if (parts.videos().size() > (task.equals(VIDEO) ? 1 : 0)) {
            throw new UsageException(
                    named + " takes " + (task.equals(VIDEO) ? "one" : "no") + " video", "start an invocation for each");
        }
        for (Media image : parts.images()) {
            Marengo.PICTURES.refusal(image, owner).ifPresent(message -> {
                throw new UsageException(message);
            });
        }
    }
}
