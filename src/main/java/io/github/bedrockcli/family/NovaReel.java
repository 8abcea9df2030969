package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.Shots.Shot;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Amazon Nova Reel: videos, from {@code amazon.nova-reel-v1:0} of six seconds, from {@code amazon.nova-reel-v1:1} also
 * longer ones.
 *
 * <p>Source: Nova user guide, "Video generation access and usage" and "Multi-shot video generation code examples";
 * 2026-11. Three tasks: {@code TEXT_VIDEO} makes six seconds of a text and a first picture, {@code MULTI_SHOT_AUTOMATED}
 * up to two minutes of a text, {@code MULTI_SHOT_MANUAL} six seconds of each of up to twenty shots, which are the
 * turns of a message list or the paragraphs of a prompt. {@code durationSeconds}, {@code fps} and {@code dimension} are
 * required; what has one value only, or has to have one, is filled in. Pictures are PNG or JPEG of 1280x720.
 */
final class NovaReel implements AsyncFamily {
    private static final String TEXT_VIDEO = "TEXT_VIDEO";
    private static final String AUTOMATED = "MULTI_SHOT_AUTOMATED";
    private static final String MANUAL = "MULTI_SHOT_MANUAL";
    private static final int LONGEST_TEXT = 512;
    private static final int LONGEST_TEXT_AUTOMATED = 4000;
    private static final int SHOT_SECONDS = 6;

    /** "Videos up to two minutes long", six seconds a shot. */
    private static final int MOST_SHOTS = 20;

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final String CONFIG = "/videoGenerationConfig/";

    @Override
    public String name() {
        return "nova-reel";
    }

    @Override
    public String gives() {
        return "videos";
    }

    @Override
    public String askedWith() {
        return COMMAND;
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.nova-reel-");
    }

    @Override
    public List<String> tasks(ModelId id) {
        return isFirst(id) ? List.of(TEXT_VIDEO) : List.of(TEXT_VIDEO, AUTOMATED, MANUAL);
    }

    /** "To generate videos longer than 6 seconds, you must use amazon.nova-reel-v1:1." */
    private static boolean isFirst(ModelId id) {
        return id.base().filter(base -> base.endsWith("-v1:0")).isPresent();
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        if (isFirst(id)) {
            return parameters(id, TEXT_VIDEO);
        }
        List<Parameter> rows = new ArrayList<>();
        rows.add(taskType(tasks(id)));
        rows.add(duration().range("6", "120").multipleOf(SHOT_SECONDS));
        rows.addAll(shared());
        rows.add(images());
        rows.add(shots());
        return new ParameterTable(owner(id), rows);
    }

    @Override
    public ParameterTable parameters(ModelId id, String task) {
        List<Parameter> rows = new ArrayList<>();
        rows.add(taskType(List.of(task)).requiredElse(task));
        switch (task) {
            case AUTOMATED ->
                rows.add(duration().range("12", "120").multipleOf(SHOT_SECONDS).requiredElse(2 * SHOT_SECONDS));
            case MANUAL -> rows.add(shots());
            default -> {
                rows.add(duration().oneOf("" + SHOT_SECONDS).requiredElse(SHOT_SECONDS));
                rows.add(images());
            }
        }
        rows.addAll(shared());
        return new ParameterTable(owner(id) + " (" + task + ")", rows);
    }

    private static Parameter taskType(List<String> tasks) {
        return Parameter.string("taskType", "what is made; told from what is given")
                .oneOf(tasks.toArray(String[]::new));
    }

    private static Parameter duration() {
        return Parameter.integer("durationSeconds", "length of the video, in seconds")
                .at(CONFIG + "durationSeconds");
    }

    private static List<Parameter> shared() {
        return List.of(
                Parameter.integer("fps", "pictures a second")
                        .at(CONFIG + "fps")
                        .oneOf("24")
                        .requiredElse(24),
                Parameter.string("dimension", "width and height of the video, in pixels")
                        .at(CONFIG + "dimension")
                        .oneOf(WIDTH + "x" + HEIGHT)
                        .requiredElse(WIDTH + "x" + HEIGHT),
                Parameter.integer("seed", "the same seed makes the same video again")
                        .at(CONFIG + "seed")
                        .range("0", "2147483646")
                        .defaultsTo(42)
                        .common(Common.SEED));
    }

    private static Parameter images() {
        return Parameter.json(
                        "images",
                        "first picture, where --image is none: [{\"format\":\"png|jpeg\",\"source\":{\"bytes\":…}}]")
                .at("/textToVideoParams/images");
    }

    private static Parameter shots() {
        return Parameter.json(
                        "shots",
                        "the shots: [{\"text\":…,\"image\":{\"format\":…,\"source\":{\"bytes\":…|\"s3Location\":{\"uri\":…}}}}]")
                .at("/multiShotManualParams/shots");
    }

    @Override
    public String task(Prompt prompt, Map<String, JsonNode> given, ModelId id) {
        JsonNode named = given.get("taskType");
        if (named != null) {
            return named.asText();
        }
        Shots shots = Shots.of(prompt, owner(id));
        JsonNode seconds = given.get("durationSeconds");
        String told = given.containsKey("shots")
                        || shots.list().size() > 1
                        || shots.images().size() > 1
                ? MANUAL
                : seconds != null && seconds.asInt() > SHOT_SECONDS ? AUTOMATED : TEXT_VIDEO;
        if (!tasks(id).contains(told)) {
            throw new UsageException(
                    owner(id) + " makes one shot of six seconds, from a text and at most one picture",
                    "use amazon.nova-reel-v1:1 for longer videos");
        }
        return told;
    }

    @Override
    public boolean hasPrompt(Map<String, JsonNode> given) {
        return given.containsKey("shots");
    }

    @Override
    public Optional<String> report() {
        return Optional.of("video-generation-status.json");
    }

    @Override
    public Optional<String> sizeName() {
        return Optional.of("dimension");
    }

    @Override
    public ObjectNode modelInput(Prompt prompt, Context context) {
        Shots shots = Shots.of(prompt, owner(context.id()));
        ObjectNode input = Json.object().put("taskType", context.task());
        switch (context.task()) {
            case AUTOMATED -> addAutomated(input, shots, context);
            case MANUAL -> addManual(input, shots, context);
            default -> addSingle(input, shots, context);
        }
        return input;
    }

    private static void addSingle(ObjectNode input, Shots shots, Context context) {
        String owner = owner(context);
        refuseTurns(shots, owner);
        if (context.validate()) {
            Shots.checkText(
                    shots.text(),
                    LONGEST_TEXT,
                    owner,
                    "-p durationSeconds=12 makes a longer video, of a text of up to " + LONGEST_TEXT_AUTOMATED);
            if (shots.images().size() > 1) {
                throw new UsageException(
                        owner + " takes one picture, not " + shots.images().size(), "give one");
            }
            shots.images().forEach(image -> check(image, owner));
        }
        ObjectNode params = input.putObject("textToVideoParams").put("text", shots.text());
        if (!shots.images().isEmpty()) {
            ArrayNode images = params.putArray("images");
            shots.images().forEach(image -> images.add(source(image)));
        }
    }

    private static void addAutomated(ObjectNode input, Shots shots, Context context) {
        String owner = owner(context);
        refuseTurns(shots, owner);
        if (!shots.images().isEmpty()) {
            throw new UsageException(
                    owner + " takes no pictures",
                    "leave durationSeconds out for six seconds that begin with the picture, or give a picture and a"
                            + " paragraph of the prompt for each shot of six seconds");
        }
        if (context.validate()) {
            Shots.checkText(shots.text(), LONGEST_TEXT_AUTOMATED, owner, "shorten it");
        }
        input.putObject("multiShotAutomatedParams").put("text", shots.text());
    }

    private static void addManual(ObjectNode input, Shots shots, Context context) {
        String owner = owner(context);
        if (context.given().containsKey("shots")) {
            if (shots.list().size() > 1
                    || !shots.text().isBlank()
                    || !shots.images().isEmpty()) {
                throw new UsageException("the shots hold their texts and pictures: a prompt has no place beside them");
            }
            return;
        }
        List<Shot> list = shots.list().size() > 1 ? shots.list() : ofParagraphs(shots, owner);
        if (context.validate()) {
            check(list, owner);
        }
        ArrayNode array = input.putObject("multiShotManualParams").putArray("shots");
        for (Shot shot : list) {
            ObjectNode item = array.addObject().put("text", shot.text());
            if (!shot.images().isEmpty()) {
                item.set("image", source(shot.images().get(0)));
            }
        }
    }

    private static List<Shot> ofParagraphs(Shots shots, String owner) {
        List<String> texts = shots.paragraphs();
        List<Media> images = shots.images();
        if (!images.isEmpty() && images.size() != texts.size()) {
            throw new UsageException(
                    owner + " makes a shot of each paragraph of the prompt, with a picture for each or none: here are "
                            + texts.size() + " and " + images.size(),
                    "leave a blank line between paragraphs; shots of both sorts: -p shots=@FILE");
        }
        List<Shot> list = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            list.add(new Shot(texts.get(i), images.isEmpty() ? List.of() : List.of(images.get(i))));
        }
        return list;
    }

    private static void check(List<Shot> shots, String owner) {
        if (shots.isEmpty()) {
            throw new UsageException(owner + " needs a text for each shot");
        }
        if (shots.size() > MOST_SHOTS) {
            throw new UsageException(owner + " makes at most " + MOST_SHOTS + " shots, not " + shots.size());
        }
        for (Shot shot : shots) {
            Shots.checkText(shot.text(), LONGEST_TEXT, owner + ", for each shot,", "make two shots of it");
            if (shot.images().size() > 1) {
                throw new UsageException(owner + " takes one picture a shot");
            }
            shot.images().forEach(image -> check(image, owner));
        }
    }

    private static void refuseTurns(Shots shots, String owner) {
        if (shots.list().size() > 1) {
            throw new UsageException(owner + " takes one text, not several turns", "--task " + MANUAL);
        }
    }

    /** A picture whose header does not tell its size is not judged. */
    private static void check(Media image, String owner) {
        Shots.checkType(image, owner);
        boolean told = image.width() > 0 && image.height() > 0;
        if (told && (image.width() != WIDTH || image.height() != HEIGHT)) {
            throw new UsageException(
                    image.name() + " is " + image.width() + "x" + image.height() + " pixels; " + owner
                            + " takes pictures of " + WIDTH + "x" + HEIGHT,
                    "cut or scale it to " + WIDTH + "x" + HEIGHT);
        }
    }

    private static ObjectNode source(Media image) {
        ObjectNode source = Json.object().put("format", image.type().format());
        source.putObject("source").put("bytes", image.base64());
        return source;
    }

    private static String owner(Context context) {
        return owner(context.id()) + " (" + context.task() + ")";
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Nova Reel");
    }
}
