package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.access.Availabilities.Told;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each form and each status makes of the question whether an id can be called as it stands. */
final class AccessRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String GRANTED = "AVAILABLE AUTHORIZED AVAILABLE AVAILABLE";
    private static final String ONE = "acme.one-v1:0";

    private final List<ModelSummary> listed = new ArrayList<>();
    private final Map<String, Told> told = new HashMap<>(Map.of(ONE, statuses(GRANTED)));

    private static Told statuses(String words) {
        return new Told(Rows.availability(words, null), null, null);
    }

    private String judged(ModelSummary row) {
        List<ModelSummary> all = new ArrayList<>(listed);
        all.add(row);
        return new AccessRules(new Known(all), "us-east-1", NOW)
                .judge(row, told)
                .toString();
    }

    private String weighed(String words) {
        told.put(ONE, statuses(words));
        return judged(Rows.model(ONE, "ON_DEMAND"));
    }

    @Test
    void allFourStatusesCount() {
        assertThat(weighed(GRANTED)).isEqualTo("yes");
        assertThat(weighed("NOT_AVAILABLE AUTHORIZED AVAILABLE AVAILABLE")).isEqualTo("no: agreement not accepted");
        assertThat(weighed("PENDING AUTHORIZED AVAILABLE AVAILABLE")).isEqualTo("no: agreement pending");
        assertThat(weighed("ERROR AUTHORIZED AVAILABLE AVAILABLE")).isEqualTo("no: agreement failed");
        assertThat(weighed("AVAILABLE NOT_AUTHORIZED AVAILABLE AVAILABLE")).isEqualTo("no: account not authorized");
        assertThat(weighed("AVAILABLE AUTHORIZED NOT_AVAILABLE AVAILABLE")).isEqualTo("no: no entitlement");
        assertThat(weighed("AVAILABLE AUTHORIZED AVAILABLE NOT_AVAILABLE")).isEqualTo("no: not available in us-east-1");
        assertThat(weighed("NOT_AVAILABLE NOT_AUTHORIZED NOT_AVAILABLE NOT_AVAILABLE"))
                .isEqualTo("no: not available in us-east-1; agreement not accepted; account not authorized;"
                        + " no entitlement");
        told.put(
                ONE,
                new Told(
                        Rows.availability("ERROR AUTHORIZED AVAILABLE AVAILABLE", "Card declined. Call."), null, null));
        assertThat(judged(Rows.model(ONE, "ON_DEMAND"))).isEqualTo("no: agreement failed: Card declined");
    }

    @Test
    void whatIsMissingOrOddIsUnknownButANoIsCertain() {
        assertThat(weighed("- AUTHORIZED AVAILABLE AVAILABLE")).isEqualTo("unknown: agreement not told");
        assertThat(weighed("AVAILABLE MAYBE AVAILABLE AVAILABLE")).isEqualTo("unknown: authorization is MAYBE");
        assertThat(weighed("AVAILABLE authorized AVAILABLE -"))
                .isEqualTo("unknown: region availability not told; authorization is authorized");
        assertThat(weighed("- AUTHORIZED NOT_AVAILABLE AVAILABLE")).isEqualTo("no: no entitlement");
    }

    @Test
    void anUnfinishedQuestionIsUnknown() {
        told.put(ONE, new Told(null, "throttled", BedrockException.Kind.THROTTLED));
        assertThat(judged(Rows.model(ONE, "ON_DEMAND"))).isEqualTo("unknown: throttled");
        assertThat(judged(Rows.profile("us." + ONE, "ACTIVE", "us-east-1", ONE)))
                .isEqualTo("unknown: throttled");
        told.clear();
        assertThat(judged(Rows.model(ONE, "ON_DEMAND"))).isEqualTo("unknown: not asked");
    }

    @Test
    void anIdThatIsCalledThroughAnotherSaysSo() {
        assertThat(judged(Rows.model(ONE, "INFERENCE_PROFILE"))).isEqualTo("no: only through a profile");
        listed.add(Rows.profile("global." + ONE, "ACTIVE", "us-east-1", ONE));
        listed.add(Rows.profile("us." + ONE, "ACTIVE", "us-east-1 us-west-2", ONE));
        assertThat(judged(Rows.model(ONE, "INFERENCE_PROFILE")))
                .isEqualTo("no: only through a profile (us." + ONE + " or 1 more)");
        assertThat(judged(Rows.model(ONE, "ON_DEMAND INFERENCE_PROFILE"))).isEqualTo("yes");
        assertThat(judged(Rows.model(ONE, "PROVISIONED"))).isEqualTo("no: only through provisioned throughput");
        told.put(ONE + ":24k", statuses(GRANTED));
        assertThat(judged(Rows.model(ONE + ":24k", ""))).isEqualTo("no: only through provisioned throughput");
        assertThat(judged(Rows.model(ONE, ""))).isEqualTo("unknown: how it is called is not told");
        assertThat(judged(Rows.model(ONE, "BATCH"))).isEqualTo("unknown: called in an unknown way (BATCH)");
        told.put(ONE, statuses("NOT_AVAILABLE AUTHORIZED AVAILABLE AVAILABLE"));
        assertThat(judged(Rows.model(ONE, "INFERENCE_PROFILE")))
                .isEqualTo("no: only through a profile (us." + ONE + " or 1 more); agreement not accepted");
    }

    @Test
    void aModelEndsOnItsDayAndItsProfilesWithIt() {
        ModelSummary ended = Rows.model(ONE, "ON_DEMAND", "LEGACY", "2026-11-22T12:00:00Z");
        assertThat(judged(ended)).isEqualTo("no: ended on 2026-11-22");
        assertThat(judged(Rows.model(ONE, "ON_DEMAND", "LEGACY", "2026-11-22T12:00:01Z")))
                .isEqualTo("yes");
        listed.add(ended);
        assertThat(judged(Rows.profile("us." + ONE, "ACTIVE", "us-east-1", ONE)))
                .isEqualTo("no: ended on 2026-11-22");
    }

    @Test
    void aProfileIsAsAccessibleAsEveryModelOfIt() {
        told.put("acme.two-v1:0", statuses("AVAILABLE AUTHORIZED NOT_AVAILABLE AVAILABLE"));
        assertThat(judged(Rows.profile("us." + ONE, "ACTIVE", "us-east-1 us-west-2", ONE)))
                .isEqualTo("yes");
        assertThat(judged(Rows.profile("us.both", "ACTIVE", "us-east-1", ONE, "acme.two-v1:0")))
                .isEqualTo("no: acme.two-v1:0: no entitlement");
        assertThat(judged(Rows.profile("us." + ONE, "SLEEPING", "us-east-1", ONE)))
                .isEqualTo("unknown: the profile's status is SLEEPING");
        assertThat(judged(Rows.profile("us.none", "ACTIVE", "us-east-1"))).isEqualTo("unknown: its model is not told");
    }

    @Test
    void theHomeRegionTellsNothingOfAProfileThatAnswersElsewhere() {
        told.put(ONE, statuses("AVAILABLE AUTHORIZED AVAILABLE NOT_AVAILABLE"));
        assertThat(judged(Rows.profile("us." + ONE, "ACTIVE", "us-east-1 us-west-2", ONE)))
                .isEqualTo("no: not available in us-east-1");
        assertThat(judged(Rows.profile("eu." + ONE, "ACTIVE", "eu-west-1", ONE)))
                .isEqualTo("unknown: not available in us-east-1, and the profile's own regions were not asked");
    }

    @Test
    void whatAnAccountMadeIsJudgedByItsOwnStatus() {
        String tuned = Rows.ACCOUNT + "custom-model/" + ONE + "/abcdefabcdef";
        listed.add(Rows.own(Kind.CUSTOM_MODEL_DEPLOYMENT, "custom-model-deployment/b", "Failed", tuned));
        assertThat(judged(Rows.own(Kind.CUSTOM_MODEL, "custom-model/" + ONE + "/abcdefabcdef", "Active")))
                .isEqualTo("no: only through a deployment or provisioned throughput");
        listed.add(Rows.own(Kind.CUSTOM_MODEL_DEPLOYMENT, "custom-model-deployment/a", "Active", tuned));
        assertThat(judged(Rows.own(Kind.CUSTOM_MODEL, "custom-model/" + ONE + "/abcdefabcdef", "Active")))
                .isEqualTo("no: only through a deployment or provisioned throughput (" + Rows.ACCOUNT
                        + "custom-model-deployment/a)");
        assertThat(judged(Rows.own(Kind.CUSTOM_MODEL, "custom-model/x", "Failed")))
                .startsWith("no: creating it failed; ");
        assertThat(judged(Rows.own(Kind.CUSTOM_MODEL_DEPLOYMENT, "d", "Active")))
                .isEqualTo("yes");
        assertThat(judged(Rows.own(Kind.CUSTOM_MODEL_DEPLOYMENT, "d", "Creating")))
                .isEqualTo("no: still being created");
        assertThat(judged(Rows.own(Kind.PROVISIONED_MODEL, "p", "InService"))).isEqualTo("yes");
        assertThat(judged(Rows.own(Kind.PROVISIONED_MODEL, "p", "Updating")))
                .isEqualTo("unknown: its status is Updating");
        assertThat(judged(Rows.own(Kind.PROVISIONED_MODEL, "p", null))).isEqualTo("unknown: its status is not told");
        assertThat(judged(Rows.own(Kind.IMPORTED_MODEL, "i", null))).isEqualTo("yes");
        assertThat(judged(Rows.own(Kind.MARKETPLACE_ENDPOINT, "e", "REGISTERED")))
                .isEqualTo("yes");
        assertThat(judged(Rows.own(Kind.MARKETPLACE_ENDPOINT, "e", "INCOMPATIBLE_ENDPOINT")))
                .isEqualTo("no: the endpoint is incompatible with Bedrock");
    }
}
