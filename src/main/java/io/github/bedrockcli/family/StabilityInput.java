package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Stability AI model is given: its texts and pictures come by option or as parameters under the vendor's names,
 * and both count.
 *
 * @param table the parameters of the task; it has a row for each text and picture that the task takes
 * @param text the member that PROMPT becomes
 * @param pictures the members that the pictures become, in the order of {@code --image}
 * @param mask the member that {@code --mask} becomes
 * @param limits what the pictures may be; a mask has no limits of its own
 */
record StabilityInput(ParameterTable table, String text, List<String> pictures, String mask, PictureLimits limits) {
    static final PictureLimits ANY = PictureLimits.ofTypes(MediaType.PNG, MediaType.JPEG, MediaType.WEBP);

    StabilityInput {
        pictures = List.copyOf(pictures);
    }

    /** The usual names. */
    StabilityInput(ParameterTable table, List<String> pictures, PictureLimits limits) {
        this(table, "prompt", pictures, "mask", limits);
    }

    /**
     * The task a prompt names, else the one that was told.
     *
     * @param owner whom messages name
     * @throws UsageException when the model has no such task
     */
    static String task(@Nullable String named, String told, List<String> tasks, String owner) {
        String task = named == null ? told : named;
        if (!tasks.contains(task)) {
            throw new UsageException(
                    owner + " has no task '" + task + "'",
                    Spelling.nearest(task, tasks)
                            .map(word -> "did you mean --task " + word + "?")
                            .orElse((tasks.size() == 1 ? "its only one is " : "its tasks are: ")
                                    + String.join(", ", tasks)));
        }
        return task;
    }

    /**
     * Refuses a prompt that lacks a text or a picture which the task needs, as there would be nothing to ask; and one
     * that gives it twice.
     *
     * @param names the parameters that are given beside it
     */
    void require(ImagePrompt prompt, Set<String> names) {
        refuseTwice(prompt.text() != null && names.contains(text), "prompt", "PROMPT", text);
        refuseTwice(prompt.mask() != null && names.contains(mask), "mask", "--mask", mask);
        for (int at = 0; at < Math.min(prompt.images().size(), pictures.size()); at++) {
            refuseTwice(names.contains(pictures.get(at)), "picture", "--image", pictures.get(at));
        }
        if (prompt.text() == null && needs(text, names)) {
            throw new UsageException(table.owner() + " needs a prompt", "give it as PROMPT");
        }
        for (int at = prompt.images().size(); at < pictures.size(); at++) {
            if (needs(pictures.get(at), names)) {
                String meaning =
                        table.find(pictures.get(at)).map(Parameter::meaning).orElse("");
                throw new UsageException(
                        table.owner() + (at == 0 ? " needs a picture: " : " needs a second picture: ") + meaning,
                        at == 0 ? "give it with --image FILE" : "give both, each with --image FILE");
            }
        }
    }

    private static void refuseTwice(boolean twice, String what, String option, String member) {
        if (twice) {
            throw new UsageException(
                    "the " + what + " is given twice: as " + option + " and as -p " + member, "leave one of them out");
        }
    }

    private boolean needs(String member, Set<String> names) {
        return !names.contains(member)
                && table.find(member).filter(Parameter::required).isPresent();
    }

    /**
     * A body of the prompt's text and pictures.
     *
     * @param validate false puts in a text or a mask that the task does not take
     * @throws UsageException for what the task does not take, or has no place for
     */
    ObjectNode body(ImagePrompt prompt, boolean validate) {
        ObjectNode body = Json.object();
        String words = prompt.text();
        if (words != null) {
            refuse(text, "prompt", "leave PROMPT out", validate);
            body.put(text, words);
            if (validate) {
                table.find(text).ifPresent(row -> table.check(row, body.path(text)));
            }
        }
        putPictures(body, prompt.images(), validate);
        Media drawn = prompt.mask();
        if (drawn != null) {
            refuse(mask, "mask", "leave --mask out, or use us.stability.stable-image-inpaint-v1:0", validate);
            body.put(mask, drawn.base64());
        }
        return body;
    }

    private void putPictures(ObjectNode body, List<Media> images, boolean validate) {
        if (images.size() > pictures.size()) {
            throw new UsageException(
                    table.owner() + " takes "
                            + (pictures.isEmpty()
                                    ? "no --image"
                                    : "at most " + pictures.size() + " --image, not " + images.size()),
                    "leave out " + images.get(pictures.size()).name());
        }
        for (int at = 0; at < images.size(); at++) {
            if (validate) {
                limits.check(images.get(at), table.owner());
            }
            body.put(pictures.get(at), images.get(at).base64());
        }
    }

    private void refuse(String member, String what, String fix, boolean validate) {
        if (validate && table.find(member).isEmpty()) {
            throw new UsageException(table.owner() + " takes no " + what, fix);
        }
    }

    /** Judges the pictures in a body, however they came there. */
    void check(ObjectNode body) {
        for (String member : pictures) {
            check(body, member, limits);
        }
        check(body, mask, ANY);
    }

    private void check(ObjectNode body, String member, PictureLimits allowed) {
        String base64 = body.path(member).textValue();
        if (base64 != null) {
            allowed.check(PictureLimits.picture(member, base64), table.owner());
        }
    }
}
