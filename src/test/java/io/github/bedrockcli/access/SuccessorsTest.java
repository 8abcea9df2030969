package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.ModelSummary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows a model is found by the line that ids tell, in the ids that Bedrock has had. */
final class SuccessorsTest {
    private static final List<ModelSummary> REGION = region();

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-3-haiku-20240307-v1:0, anthropic.claude-haiku-4-5-20251001-v1:0",
        "us.anthropic.claude-3-haiku-20240307-v1:0, anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0,"
                + " anthropic.claude-haiku-4-5-20251001-v1:0",
        "anthropic.claude-3-5-sonnet-20240620-v1:0, anthropic.claude-sonnet-4-5-20250929-v1:0",
        "anthropic.claude-3-5-sonnet-20241022-v2:0, anthropic.claude-sonnet-4-5-20250929-v1:0",
        "anthropic.claude-3-opus-20240229-v1:0, anthropic.claude-opus-4-6-v1",
        "amazon.titan-embed-text-v1, amazon.titan-embed-text-v2:0",
        "amazon.nova-lite-v1:0, amazon.nova-2-lite-v1:0",
        "meta.llama3-70b-instruct-v1:0, meta.llama3-3-70b-instruct-v1:0",
        "meta.llama3-8b-instruct-v1:0, meta.llama3-1-8b-instruct-v1:0",
        "mistral.mistral-large-2402-v1:0, mistral.mistral-large-3-675b-instruct",
        "mistral.mistral-7b-instruct-v0:1, mistral.mistral-7b-instruct-v0:2",
        "stability.sd3-large-v1:0, stability.sd3-5-large-v1:0",
        "deepseek.v3-v1:0, deepseek.v3.2",
        "zai.glm-4.7, zai.glm-5",
        "minimax.minimax-m2, minimax.minimax-m2.1",
    })
    void theNewestActiveModelOfTheLineFollows(String id, String successor) {
        assertThat(Successors.of(REGION, id)).map(ModelSummary::id).contains(successor);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-haiku-4-5-20251001-v1:0",
        "anthropic.claude-v2:1",
        "anthropic.claude-instant-v1",
        "amazon.titan-text-express-v1",
        "amazon.nova-micro-v1:0",
        "zai.glm-4.7-flash",
        "zai.glm-5",
        "cohere.command-r-v1:0",
        "not an id",
        "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghij12",
    })
    void nothingIsMadeUpWhereTheLineEnds(String id) {
        assertThat(Successors.of(REGION, id)).isEmpty();
    }

    @Test
    void neitherLegacyModelsNorThoseSoldByTheHourNorThoseThatGiveSomethingElseFollow() {
        List<ModelSummary> models = List.of(
                model("acme.poet-v1:0", "LEGACY", List.of("ON_DEMAND"), List.of("TEXT")),
                model("acme.poet-v2:0", "LEGACY", List.of("ON_DEMAND"), List.of("TEXT")),
                model("acme.poet-v3:0", "ACTIVE", List.of("PROVISIONED"), List.of("TEXT")),
                model("acme.poet-v4:0", "ACTIVE", List.of("ON_DEMAND"), List.of("IMAGE")),
                model("acme.poet-v5:0", null, List.of("ON_DEMAND"), List.of("TEXT")));
        assertThat(Successors.of(models, "acme.poet-v1:0")).isEmpty();
    }

    @Test
    void hugeNumbersInAnIdDoNoHarm() {
        assertThat(Successors.of(REGION, "acme.poet-" + "9".repeat(400) + "-v" + "9".repeat(400) + ":0"))
                .isEmpty();
    }

    private static List<ModelSummary> region() {
        List<ModelSummary> models = new ArrayList<>();
        for (String id : List.of(
                "anthropic.claude-3-5-haiku-20241022-v1:0",
                "anthropic.claude-haiku-4-5-20251001-v1:0",
                "anthropic.claude-sonnet-4-20250514-v1:0",
                "anthropic.claude-sonnet-4-5-20250929-v1:0",
                "anthropic.claude-opus-4-5-20251101-v1:0",
                "anthropic.claude-opus-4-6-v1",
                "amazon.titan-embed-text-v2:0",
                "amazon.titan-embed-image-v1",
                "amazon.nova-lite-v1:0",
                "amazon.nova-2-lite-v1:0",
                "amazon.nova-micro-v1:0",
                "meta.llama3-1-8b-instruct-v1:0",
                "meta.llama3-1-70b-instruct-v1:0",
                "meta.llama3-3-70b-instruct-v1:0",
                "meta.llama4-scout-17b-instruct-v1:0",
                "mistral.mistral-large-2407-v1:0",
                "mistral.mistral-large-3-675b-instruct",
                "mistral.mistral-7b-instruct-v0:2",
                "stability.sd3-5-large-v1:0",
                "deepseek.r1-v1:0",
                "deepseek.v3.2",
                "zai.glm-4.7",
                "zai.glm-4.7-flash",
                "zai.glm-5",
                "minimax.minimax-m2",
                "minimax.minimax-m2.1",
                "cohere.command-r-plus-v1:0")) {
            models.add(model(id, "ACTIVE", List.of("ON_DEMAND"), List.of()));
        }
        return models;
    }

    private static ModelSummary model(String id, String lifecycle, List<String> types, List<String> outputs) {
        return new ModelSummary(
                ModelSummary.Kind.FOUNDATION_MODEL,
                id,
                "arn:aws:bedrock:us-east-1::foundation-model/" + id,
                null,
                null,
                List.of(),
                outputs,
                types,
                List.of(),
                null,
                lifecycle,
                null,
                List.of());
    }
}
