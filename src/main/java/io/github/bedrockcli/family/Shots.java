package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A prompt as video models read it: a turn is a shot, with its text and its pictures. */
record Shots(List<Shot> list) {
    /** One shot's text and pictures. */
    record Shot(String text, List<Media> images) {}

    /**
     * Takes a prompt apart.
     *
     * @param owner whom messages name
     * @throws UsageException for what no video model can be sent
     */
    static Shots of(Prompt prompt, String owner) {
        if (prompt.system() != null) {
            throw new UsageException(owner + " takes no system prompt", "write it into the prompt");
        }
        if (prompt.prefill() != null) {
            throw new UsageException(owner + " writes no text that could be begun", "leave --prefill out");
        }
        List<Shot> shots = new ArrayList<>();
        for (Message turn : prompt.messages()) {
            if (turn.role() != Role.USER) {
                throw new UsageException(owner + " takes the user's turns only, a shot each");
            }
            shots.add(new Shot(turn.text(), images(turn, owner)));
        }
        return new Shots(shots);
    }

    private static List<Media> images(Message turn, String owner) {
        List<Media> images = new ArrayList<>();
        for (Content part : turn.content()) {
            if (part instanceof Content.Image image) {
                images.add(image.media());
            } else if (!(part instanceof Content.Text)) {
                throw new UsageException(owner + " takes a text and pictures, nothing else");
            }
        }
        return images;
    }

    /** The pictures of all shots, in order. */
    List<Media> images() {
        return list.stream().flatMap(shot -> shot.images().stream()).toList();
    }

    /** The one text of a prompt with a single turn. */
    String text() {
        return list.get(0).text();
    }

    /** The paragraphs of the one text. */
    List<String> paragraphs() {
        return Arrays.stream(text().split("\\R(?:[ \\t]*\\R)+"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    /**
     * Checks the length of a text, in characters as the reader counts them.
     *
     * @param fix what to do about one that is too long
     */
    static void checkText(String text, int longest, String owner, String fix) {
        int length = text.codePointCount(0, text.length());
        if (text.isBlank()) {
            throw new UsageException(owner + " needs a text that says what is to be seen");
        }
        if (length > longest) {
            throw new UsageException(
                    "the text has " + length + " characters; " + owner + " takes at most " + longest, fix);
        }
    }

    /** Refuses pictures that are neither PNG nor JPEG. */
    static void checkType(Media image, String owner) {
        if (image.type() != MediaType.PNG && image.type() != MediaType.JPEG) {
            throw new UsageException(
                    image.name() + " is " + image.type().format() + "; " + owner + " takes PNG and JPEG",
                    "convert it first");
        }
    }
}
