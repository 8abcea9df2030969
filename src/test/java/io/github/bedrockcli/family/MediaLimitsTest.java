package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pictures are refused before anything is sent. */
final class MediaLimitsTest {
    private static final String CLAUDE = "anthropic.claude-3-haiku-20240307-v1:0";

    @Test
    void claudeTakesPicturesUpToItsLimits() {
        assertTaken(CLAUDE, ApiChoice.AUTO, Collections.nCopies(20, image(10, 8000, 8000)));
        assertTaken(CLAUDE, ApiChoice.AUTO, List.of(image(3_932_160, 0, 0)));
    }

    @Test
    void claudeRefusesWhatIsBeyondThemThroughEitherApi() {
        for (ApiChoice api : List.of(ApiChoice.AUTO, ApiChoice.CONVERSE)) {
            assertRefused(CLAUDE, api, Collections.nCopies(21, image(10, 1, 1)), "at most 20 pictures");
            assertRefused(CLAUDE, api, List.of(image(3_932_161, 1, 1)), "pictures of at most 3932160");
            assertRefused(CLAUDE, api, List.of(image(10, 8001, 1)), "8001x1 pixels");
            assertRefused(CLAUDE, api, List.of(image(10, 1, 8001)), "1x8001 pixels");
            assertRefused(CLAUDE, api, Collections.nCopies(5, image(3_932_160, 1, 1)), "26.2 MB as base64");
        }
    }

    @Test
    void novaTakesLargerOnesUpToTheBodyLimit() {
        String nova = "amazon.nova-lite-v1:0";
        assertTaken(nova, ApiChoice.AUTO, List.of(image(5_000_000, 8000, 1)));
        assertRefused(nova, ApiChoice.AUTO, List.of(image(10, 8001, 1)), "8001x1 pixels");
        assertRefused(nova, ApiChoice.CONVERSE, List.of(image(10, 1, 8001)), "1x8001 pixels");
        assertRefused(nova, ApiChoice.AUTO, List.of(image(18_750_003, 1, 1)), "at most 25.0 MB");
        assertRefused(nova, ApiChoice.CONVERSE, List.of(image(18_750_003, 1, 1)), "at most 25.0 MB");
    }

    @Test
    void picturesStandInTheUsersTurnsOnly() {
        Prompt prompt = new Prompt(
                null,
                List.of(Message.user("x"), new Message(Role.ASSISTANT, List.of(image(10, 1, 1))), Message.user("y")),
                null,
                false);
        for (String model : List.of(CLAUDE, "amazon.nova-lite-v1:0", "us.meta.llama4-scout-17b-instruct-v1:0")) {
            assertThatThrownBy(() -> body(model, ApiChoice.AUTO, prompt, true))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("only the user's turns");
        }
    }

    private static Content image(int bytes, int width, int height) {
        return new Content.Image(new Media(MediaType.PNG, "cat.png", new byte[bytes], width, height));
    }

    private static void assertTaken(String model, ApiChoice api, List<Content> images) {
        assertThatCode(() -> body(model, api, prompt(images), true)).doesNotThrowAnyException();
    }

    private static void assertRefused(String model, ApiChoice api, List<Content> images, String why) {
        assertThatThrownBy(() -> body(model, api, prompt(images), true))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
        assertThatCode(() -> body(model, api, prompt(images), false)).doesNotThrowAnyException();
    }

    private static Prompt prompt(List<Content> images) {
        List<Content> content = new ArrayList<>(images);
        content.add(new Content.Text("What is this?"));
        return new Prompt(null, List.of(new Message(Role.USER, content)), null, false);
    }

    private static void body(String model, ApiChoice api, Prompt prompt, boolean validate) {
        TextRequest.choose(ModelId.of(model), api, null).body(prompt, Map.of(), Map.of(), Knobs.NONE, false, validate);
    }
}
