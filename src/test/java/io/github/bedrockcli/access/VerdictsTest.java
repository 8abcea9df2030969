package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelReport.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four statuses come to yes, no or unknown; a word that is not known is never a no. */
final class VerdictsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "AVAILABLE, AUTHORIZED, AVAILABLE, AVAILABLE, yes, ''",
                "AVAILABLE, AUTHORIZED, AVAILABLE, NOT_AVAILABLE, no, this region does not have the model",
                "NOT_AVAILABLE, NOT_AUTHORIZED, AVAILABLE, AVAILABLE, no,"
                        + " the account is not authorised to use the model",
                "PENDING, AUTHORIZED, AVAILABLE, AVAILABLE, no, the agreement for the model is pending",
                "ERROR, AUTHORIZED, AVAILABLE, AVAILABLE, no, the agreement for the model failed: no card",
                "NOT_AVAILABLE, AUTHORIZED, NOT_AVAILABLE, AVAILABLE, no,"
                        + " the agreement for the model is not accepted",
                "AVAILABLE, AUTHORIZED, NOT_AVAILABLE, AVAILABLE, no, the account has no entitlement to the model",
                "null, AUTHORIZED, AVAILABLE, AVAILABLE, unknown, the service does not tell the agreement",
                "AVAILABLE, MAYBE, AVAILABLE, AVAILABLE, unknown, authorization is MAYBE",
                "null, null, null, null, unknown, the service does not tell the region",
            })
    void statusesComeToAVerdict(
            String agreement, String authorization, String entitlement, String region, String word, String why) {
        Verdict verdict =
                Verdicts.of(new ModelAvailability("m", agreement, "no card", authorization, entitlement, region));
        assertThat(verdict.word()).isEqualTo(word);
        assertThat(verdict.why()).isEqualTo(why);
    }
}
