package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.ModelSummary.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which profile a model is called by: never one outside the caller's geography. */
final class ProfileChoiceTest {
    private static final String MODEL = "anthropic.claude-haiku-4-5-20251001-v1:0";

    private static String chosen(FakeRegion region, boolean allowGlobal) {
        return new ProfileChoice(new RegionModels(region), allowGlobal)
                .of(MODEL)
                .map(ProfileChoice.Chosen::described)
                .orElse("none");
    }

    private static String advice(FakeRegion region) {
        return new ProfileChoice(new RegionModels(region), false).advice(MODEL);
    }

    /** Every geography there is, as a server that keeps no order might list them in any region. */
    private static FakeRegion everything(String region) {
        return new FakeRegion(region)
                .profile("global." + MODEL, region, "")
                .profile("eu." + MODEL, "eu-central-1", "eu-west-1", "us-east-1")
                .profile("us." + MODEL, "us-east-1", "us-east-2", "us-west-2")
                .profile("us-gov." + MODEL, "us-gov-east-1", "us-gov-west-1")
                .profile("apac." + MODEL, "ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "ap-south-1")
                .profile("jp." + MODEL, "ap-northeast-1", "ap-northeast-3")
                .profile("au." + MODEL, "ap-southeast-2", "ap-southeast-4");
    }

    @Test
    void theProfileIsOfTheCallersGeography() {
        Map.of(
                        "us-east-1", "us." + MODEL,
                        "us-west-1", "us." + MODEL,
                        "us-gov-west-1", "us-gov." + MODEL,
                        "eu-central-1", "eu." + MODEL,
                        "eu-west-2", "eu." + MODEL,
                        "ap-southeast-1", "apac." + MODEL,
                        "ap-northeast-2", "apac." + MODEL,
                        "ap-northeast-1", "jp." + MODEL + ", which is narrower than apac." + MODEL,
                        "ap-southeast-4", "au." + MODEL + ", which is narrower than apac." + MODEL,
                        "sa-east-1", "none")
                .forEach((region, profile) ->
                        assertThat(chosen(everything(region), false)).as(region).isEqualTo(profile));
        assertThat(chosen(everything("ca-central-1"), false)).isEqualTo("none");
    }

    @Test
    void anEuropeanProfileIsNeverUsedInTheUnitedStates() {
        FakeRegion region = new FakeRegion("us-east-1").profile("eu." + MODEL, "eu-west-1", "us-east-1");
        assertThat(chosen(region, false)).isEqualTo("none");
        assertThat(chosen(region, true)).isEqualTo("none");
        assertThat(advice(region))
                .isEqualTo("eu." + MODEL + " is for eu-west-1, us-east-1: none stays in the geography of us-east-1;"
                        + " --region goes elsewhere");
    }

    @Test
    void aGlobalProfileTakesPermissionAndComesLast() {
        FakeRegion only = new FakeRegion("sa-east-1").profile("global." + MODEL, "sa-east-1", "");
        assertThat(chosen(only, false)).isEqualTo("none");
        assertThat(advice(only))
                .startsWith("--allow-global lets it use global." + MODEL + ", which may answer from any region");
        assertThat(chosen(only, true)).isEqualTo("global." + MODEL + ", which may answer from any region");
        assertThat(chosen(everything("us-east-1"), true)).isEqualTo("us." + MODEL);
    }

    @Test
    void whereNoPrefixIsSureTheDestinationsDecide() {
        assertThat(chosen(new FakeRegion("ca-central-1").profile("us." + MODEL, "ca-central-1", "us-east-1"), false))
                .isEqualTo("us." + MODEL);
        assertThat(chosen(new FakeRegion("me-central-1").profile("me." + MODEL, "me-central-1"), false))
                .isEqualTo("me." + MODEL);
    }

    @Test
    void onlyActiveProfilesOfTheServiceThatHoldTheModelCount() {
        FakeRegion region = new FakeRegion("us-east-1")
                .profile(Kind.SYSTEM_PROFILE, "us." + MODEL, "DELETING", MODEL, "us-east-1")
                .profile(
                        Kind.SYSTEM_PROFILE,
                        "us.anthropic.claude-other",
                        "ACTIVE",
                        "anthropic.claude-other",
                        "us-east-1")
                .profile(Kind.SYSTEM_PROFILE, "us.bad id", "ACTIVE", MODEL, "us-east-1");
        assertThat(chosen(region, true)).isEqualTo("none");
        assertThat(advice(region)).startsWith("no inference profile of us-east-1 contains it; ");
        String arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl";
        region.profile(Kind.APPLICATION_PROFILE, arn, "ACTIVE", MODEL, "us-east-1");
        assertThat(chosen(region, true)).isEqualTo("none");
        assertThat(advice(region))
                .isEqualTo("only an application profile contains it, which has to be named: -m " + arn);
    }

    @Test
    void anIdWithAContextSizeIsForProvisionedThroughput() {
        assertThat(new ProfileChoice(new RegionModels(everything("us-east-1")), true).advice(MODEL + ":200k"))
                .isEqualTo("an id that ends in a context size is for provisioned throughput; leave the size out");
    }
}
