package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** ARNs taken apart. */
final class ArnTest {
    @Test
    void theResourceKeepsItsColons() {
        assertThat(Arn.of("arn:aws-cn:bedrock:cn-north-1:123456789012:custom-model/a.b-v1:0/x"))
                .contains(new Arn("aws-cn", "bedrock", "cn-north-1", "123456789012", "custom-model/a.b-v1:0/x"));
    }

    @Test
    void whatNamesNoRegionHasNone() {
        assertThat(Arn.regionOf("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"))
                .contains("us-east-1");
        assertThat(Arn.regionOf("arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0"))
                .isEmpty();
        assertThat(Arn.regionOf("a:b:c:us-east-1:e:f")).isEmpty();
        assertThat(Arn.regionOf("amazon.nova-lite-v1:0")).isEmpty();
        assertThat(Arn.of("arn:aws:iam::123456789012")).isEmpty();
        assertThat(Arn.of("")).isEmpty();
    }
}
