package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Refusal.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wording of refusals.tsv, which names where each was found, has its cause and its exit code. */
final class RefusalTest {
    private static final Path TABLE = Path.of("src/test/resources/refusals/refusals.tsv");

    private record Row(RefusalCause cause, Kind kind, int status, String code, String message, String source) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(
                    RefusalCause.valueOf(cells[0]),
                    Kind.valueOf(cells[1]),
                    Integer.parseInt(cells[2]),
                    cells[3],
                    cells[4],
                    cells[5]);
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream().skip(1).map(Row::of).toList();
    }

    @TestFactory
    Stream<DynamicTest> everyWordingHasItsCauseAndItsKind() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.code + " " + row.message, () -> {
                    Refusal refusal = Refusal.of(row.code.isEmpty() ? null : row.code, row.status, row.message);
                    assertThat(refusal.cause()).isEqualTo(row.cause);
                    assertThat(Failures.kind(row.code, row.status, row.message)).isEqualTo(row.kind);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aPrefixedCodeTellsWhereNoneWasSent() throws IOException {
        return rows().stream()
                .filter(row -> row.code.endsWith("Exception") && !row.message.startsWith("An error occurred"))
                .map(row -> DynamicTest.dynamicTest(
                        row.code + ": " + row.message,
                        () -> assertThat(Refusal.of(null, 0, row.code + ": " + row.message + " ")
                                        .cause())
                                .isEqualTo(
                                        row.message.isEmpty()
                                                ? Refusal.of(null, 0, row.code + ": ")
                                                        .cause()
                                                : row.cause)));
    }

    @Test
    void everyCauseHasAWordingWithItsSource() throws IOException {
        assertThat(rows())
                .hasSizeGreaterThan(200)
                .allSatisfy(row -> assertThat(row.source).isNotBlank());
        assertThat(rows().stream().map(Row::message).distinct()).hasSizeGreaterThan(120);
        assertThat(rows().stream().map(Row::cause).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(RefusalCause.values());
    }

    @Test
    void anAccessDeniedNamesActionResourceCallerAndPolicy() {
        Refusal refusal = Refusal.of(
                "AccessDeniedException",
                403,
                "User: arn:aws:sts::123456789012:assumed-role/Dev/me@example.org is not authorized to perform:"
                        + " bedrock:InvokeModel on resource: arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0"
                        + " with an explicit deny in a service control policy:"
                        + " arn:aws:organizations::210987654321:policy/o-a/service_control_policy/p-b");
        assertThat(refusal.cause()).isEqualTo(RefusalCause.DENIED);
        assertThat(refusal.action()).isEqualTo("bedrock:InvokeModel");
        assertThat(refusal.resource()).isEqualTo("arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0");
        assertThat(refusal.principal()).isEqualTo("arn:aws:sts::123456789012:assumed-role/Dev/me@example.org");
        assertThat(refusal.account()).contains("123456789012");
        assertThat(refusal.policy()).isEqualTo(Policy.SERVICE_CONTROL);
        assertThat(refusal.policyArn())
                .isEqualTo("arn:aws:organizations::210987654321:policy/o-a/service_control_policy/p-b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            because no identity-based policy allows the bedrock:InvokeModel action | IDENTITY
            because no VPC endpoint policy allows the bedrock:InvokeModel action   | ENDPOINT
            because no permissions boundary allows the bedrock:InvokeModel action  | BOUNDARY
            because no session policy allows the bedrock:InvokeModel action        | SESSION
            because no service control policy allows the bedrock:InvokeModel action | SERVICE_CONTROL
            with an explicit deny in a resource control policy                     | RESOURCE_CONTROL
            with an explicit deny in a resource-based policy                       | RESOURCE
            with an explicit deny in the role trust policy                         | TRUST
            with an explicit deny                                                  |
            """)
    void thePolicyIsTold(String words, Policy policy) {
        assertThat(Refusal.of("AccessDeniedException", 403, "User: x is not authorized to perform: a:B " + words)
                        .policy())
                .isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Invocation of model ID a.b-v1:0 with on-demand throughput isn't supported. Retry           | a.b-v1:0
            prompt is too long: 227255 tokens > 200000 maximum                                         | 227255 tokens > 200000
            The maximum tokens you requested exceeds the model limit of 4096. Try again                | 4096
            Malformed input request: #/messages/0/content/0: extraneous key [x] is not permitted       | /messages/0/content/0
            messages.2.content.2.document.source.type: Field required                                  | messages.2.content.2.document.source.type
            1 validation error detected: Value '2' at 'inferenceConfig.topP' failed to satisfy constraint | inferenceConfig.topP
            This model doesn't support the s3Uri field. Remove s3Uri and try again.                    | s3Uri
            `temperature` and `top_p` cannot both be specified for this model. Please use only one.    | temperature and top_p
            data retention mode 'default' is not available for this model                              | default
            Thinking may not be enabled when tool_choice forces tool use.                              | Thinking
            You can't include more than 5 documents in a request.                                      | 5 documents
            """)
    void whatItIsAboutIsTold(String message, String detail) {
        assertThat(Refusal.of("ValidationException", 400, message).detail()).isEqualTo(detail);
    }

    @Test
    void whatAUserWroteIsNoReason() {
        String quoted = "the value 'is not authorized to perform: a:B' is not expected";
        assertThat(Refusal.of("ValidationException", 400, quoted).cause()).isEqualTo(RefusalCause.OTHER);
        assertThat(Refusal.of(null, 500, "x").cause()).isEqualTo(RefusalCause.OTHER);
    }

    @Test
    void aMessageOfAnySizeIsReadInNoTime() {
        String huge = "not authorized to perform because no ".repeat(40_000);
        assertThat(Refusal.of("AccessDeniedException", 403, huge).cause()).isEqualTo(RefusalCause.NOT_ALLOWED);
    }
}
