package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ParameterLimitsTest {
    private static final List<@Nullable String> ENDS =
            Arrays.asList(null, "-2", "0", "0.5", "1", "4096", "1.0", "1000000000000000000", "9223372036854775808");

    private static final List<Long> NUMBERS =
            List.of(Long.MIN_VALUE, -3L, -2L, -1L, 0L, 1L, 2L, 4096L, 4097L, Long.MAX_VALUE - 1, Long.MAX_VALUE);

    @Test
    void whatIsSurelyInRangeIsInRange() {
        for (String low : ENDS) {
            for (String high : ENDS) {
                for (boolean excluded : new boolean[] {false, true}) {
                    Parameter parameter = row(low, excluded, high);
                    for (long number : NUMBERS) {
                        if (parameter.surelyTakes(LongNode.valueOf(number))) {
                            assertThat(isIn(BigDecimal.valueOf(number), low, excluded, high))
                                    .as("%s in %s to %s", number, low, high)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    @Test
    void theUsualRangesAreSoonTold() {
        assertThat(row("1", false, "4096").surelyTakes(LongNode.valueOf(4096))).isTrue();
        assertThat(row("0", true, null).surelyTakes(LongNode.valueOf(1))).isTrue();
        assertThat(row(null, false, null).surelyTakes(LongNode.valueOf(1))).isTrue();
    }

    @Test
    void whatIsNoWholeNumberOfUsualSizeIsNotSoonTold() {
        Parameter any = row(null, false, null);
        List<JsonNode> others = List.of(DoubleNode.valueOf(1), BigIntegerNode.valueOf(BigInteger.ONE.shiftLeft(64)));

        assertThat(others).noneMatch(any::surelyTakes);
    }

    private static Parameter row(@Nullable String low, boolean excluded, @Nullable String high) {
        Parameter.Limits limits = new Parameter.Limits(low, excluded, high, List.of(), null, null, null);
        return Parameter.number("n", "a number").limited(limits);
    }

    private static boolean isIn(BigDecimal number, @Nullable String low, boolean excluded, @Nullable String high) {
        int least = low == null ? 1 : number.compareTo(new BigDecimal(low));
        return (excluded ? least > 0 : least >= 0) && (high == null || number.compareTo(new BigDecimal(high)) <= 0);
    }
}
