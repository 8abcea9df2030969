package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ModelArnTest {
    /** The form of the ARNs that InvokeModel takes, as the API reference has it. */
    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z-]*):(bedrock|sagemaker):([a-z0-9-]*):([0-9]{12}|aws)?:([a-z-]+)/(.+)");

    private static final List<String> SOME = List.of(
            "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
            "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.amazon.nova-lite-v1:0",
            "arn:aws:bedrock:eu-west-1:aws:prompt-router/a/b",
            "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/mine",
            "arn:aws:bedrock:::custom-model/x");

    private static final String CHARACTERS = "aws-:/.0129Zbedrock_";

    @Test
    void takesApartWhatTheFormTakes() {
        SOME.forEach(ModelArnTest::check);
        assertThat(ModelArn.of(SOME.get(2))).isEqualTo(new ModelArn("prompt-router", "a/b"));
    }

    @Test
    void agreesWithTheFormOnWhatIsNearlyOne() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(SOME.get(round % SOME.size()));
            for (int edits = random.nextInt(4); edits >= 0 && text.length() > 1; edits--) {
                int at = random.nextInt(text.length());
                char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, c);
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
                }
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        Matcher matcher = FORM.matcher(text);
        ModelArn expected = matcher.matches() ? new ModelArn(matcher.group(5), matcher.group(6)) : null;

        assertThat(ModelArn.of(text)).as(text).isEqualTo(expected);
    }
}
