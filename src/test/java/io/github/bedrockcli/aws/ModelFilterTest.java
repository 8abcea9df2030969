package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import org.junit.jupiter.api.Test;

final class ModelFilterTest {
    @Test
    void equalsWhatAsksTheSame() {
        ModelFilter filter = new ModelFilter("amazon", "TEXT", "ON_DEMAND", "FINE_TUNING");
        ModelFilter same = new ModelFilter("amazon", "TEXT", "ON_DEMAND", "FINE_TUNING");

        assertThat(filter).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(ModelFilter.NONE).isEqualTo(new ModelFilter(null, null, null, null));
        assertThat(filter)
                .isNotEqualTo(new ModelFilter("meta", "TEXT", "ON_DEMAND", "FINE_TUNING"))
                .isNotEqualTo(new ModelFilter("amazon", "IMAGE", "ON_DEMAND", "FINE_TUNING"))
                .isNotEqualTo(new ModelFilter("amazon", "TEXT", "PROVISIONED", "FINE_TUNING"))
                .isNotEqualTo(new ModelFilter("amazon", "TEXT", "ON_DEMAND", null))
                .isNotEqualTo(ModelFilter.NONE);
    }
}
