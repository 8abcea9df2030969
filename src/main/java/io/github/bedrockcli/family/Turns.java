package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;

/** A prompt's turns for families whose model reads one text: the texts, the pictures where it takes them, no more. */
record Turns(List<Turn> list) {
    /** One turn's text and pictures. */
    record Turn(Role role, String text, List<Media> images) {}

    /**
     * Takes a prompt apart.
     *
     * @param owner whom messages name
     * @param seesImages whether the model takes pictures
     * @throws UsageException for what the model cannot be sent
     */
    static Turns of(Prompt prompt, String owner, boolean seesImages) {
        List<Turn> turns = new ArrayList<>();
        for (Message message : prompt.messages()) {
            List<Media> images = new ArrayList<>();
            for (Content part : message.content()) {
                if (part instanceof Content.Image image && seesImages) {
                    images.add(image.media());
                } else if (!(part instanceof Content.Text)) {
                    throw refusal(part, owner);
                }
            }
            turns.add(new Turn(message.role(), message.text(), images));
        }
        return new Turns(turns);
    }

    static UsageException noVideo(Content.Video video, String owner) {
        return new UsageException(
                owner + " takes no videos: " + video.footage().name(),
                "bedrock list-models --input-modality VIDEO shows models that do");
    }

    /** The pictures of all turns, in order. */
    List<Media> images() {
        return list.stream().flatMap(turn -> turn.images().stream()).toList();
    }

    /** The one text of a prompt that is to be sent as it is, with the start of the answer behind it. */
    String raw(Prompt prompt) {
        String system = prompt.system();
        if (list.size() > 1 || system != null) {
            throw new UsageException(
                    "--raw-prompt sends one text as it is: there is no place in it for "
                            + (list.size() > 1 ? "earlier turns" : "a system prompt"),
                    "write it into the text, or leave --raw-prompt out");
        }
        String prefill = prompt.prefill();
        return list.get(0).text() + (prefill == null ? "" : prefill);
    }

    /** Why a part cannot be sent to a model that takes none of its kind. */
    static UsageException refusal(Content part, String owner) {
        if (part instanceof Content.Image image) {
            return new UsageException(
                    owner + " takes no pictures: " + image.media().name(),
                    "bedrock list-models --input-modality IMAGE shows models that do");
        }
        if (part instanceof Content.Document document) {
            return new UsageException(
                    owner + " takes no documents: " + document.media().name(),
                    "send a text document with --file, or use --api converse");
        }
        if (part instanceof Content.Video video) {
            return noVideo(video, owner);
        }
        return new UsageException(
                owner + " takes text only; the messages hold a block of another kind", "use --api converse");
    }
}
