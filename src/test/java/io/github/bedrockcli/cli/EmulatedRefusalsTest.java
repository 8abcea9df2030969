package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Account;
import io.github.bedrockcli.emulator.Emulator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every refusal that an emulated account can be told to give, as a user sees it: why, and what to do next. */
final class EmulatedRefusalsTest {
    private static final String TEXT = "amazon.nova-lite-v1:0";
    private static final String VECTORS = "amazon.titan-embed-text-v2:0";
    private static final String[][] CALLS = {
        {"invoke", "--max-attempts", "1", "-m", TEXT, "Hi"},
        {"stream", "--max-attempts", "1", "-m", TEXT, "Hi"},
        {"embed", "--max-attempts", "1", "-m", VECTORS, "Hi"}
    };

    private static Result run(Emulator emulator, String... args) {
        Terminal terminal = new Terminal();
        emulator.environment().forEach(terminal::environment);
        terminal.environment("AWS_CONFIG_FILE", "/dev/null");
        terminal.environment("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        return terminal.run(SdkBedrock::open, args);
    }

    private static Emulator account(String json) {
        return Emulator.startForThisProcess(
                Clock.systemUTC(),
                Account.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "account.json"));
    }

    private static void isExplained(Result result, int code, String why, String fix) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().count()).as(result.err()).isLessThanOrEqualTo(4);
        assertThat(result.err().lines().findFirst().orElse(""))
                .startsWith("error: ")
                .contains(why);
        assertThat(result.err().lines().filter(line -> line.startsWith("cause: ")))
                .as(result.err())
                .hasSize(1);
        assertThat(result.err().lines().filter(line -> line.startsWith("fix: ")))
                .singleElement()
                .asString()
                .contains(fix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            operation-not-allowed | 4 | AWS restricts this account                          | open a case with AWS Support
            marketplace-rights    | 4 | which this caller may not do                        | aws-marketplace:Subscribe
            payment               | 4 | no payment instrument                               | add a valid payment method
            subscription-pending  | 4 | agreement for this model is still being made        | wait some 15 minutes
            form                  | 4 | use case form                                       | fill it in once for the account
            legacy-unused         | 5 | the model is legacy                                 | newer model
            end-of-life           | 5 | the model is retired                                | -m amazon.
            access                | 4 |                                                     | granted lately: wait two minutes
            account               | 4 |                                                     | granted lately: wait two minutes
            contact-sales         | 4 | AWS does not offer this model to this account       | bedrock list-models --accessible
            capacity              | 6 | the model is at its capacity, for everybody         | try again in a while
            """)
    void aModelThatIsRefused(String word, int code, String why, String fix) {
        try (Emulator emulator = account(
                "{'models':{'" + TEXT + "':{'refuse':'" + word + "'},'" + VECTORS + "':{'refuse':'" + word + "'}}}")) {
            for (String[] call : CALLS) {
                boolean retired = word.equals("legacy-unused") || word.equals("end-of-life");
                isExplained(run(emulator, call), code, why == null ? "" : why, retired ? "use " : fix);
            }
            assertThat(run(emulator, "list-models", "-o", "ids").code()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            identity          | add to the policies of user emulator: {
            identity-explicit | an administrator of the account must take the Deny of
            scp               | only the administrator of the AWS organization can change the service control policy
            scp-implicit      | the administrator of the AWS organization must allow in its service control policies: {
            rcp               | only the administrator of the AWS organization can change the resource control policy
            boundary          | whoever set the permissions boundary of user emulator must add to it: {
            boundary-explicit | whoever set the permissions boundary of user emulator must take the Deny of
            session           | assume the role without a session policy, or with one that has: {
            session-explicit  | assume the role with a session policy without the Deny of
            resource          | the owner of the resource must take the Deny of
            endpoint          | whoever owns the VPC endpoint must add to its policy: {
            endpoint-explicit | whoever owns the VPC endpoint must take the Deny of
            """)
    void aRightThatIsMissing(String by, String fix) {
        boolean denied = !fix.endsWith("{");
        try (Emulator emulator = account("{'deny':[{'action':'bedrock:*','by':'" + by + "'}]}")) {
            for (String[] call : CALLS) {
                String action = "bedrock:InvokeModel" + (call[0].equals("stream") ? "WithResponseStream" : "");
                Result result = run(emulator, call);
                isExplained(result, 4, action, fix);
                assertThat(result.err())
                        .contains("arn:aws:bedrock:us-east-1::foundation-model/"
                                + (call[0].equals("embed") ? VECTORS : TEXT));
                assertThat(result.err().contains("\"Allow\"")).isEqualTo(!denied);
            }
            isExplained(run(emulator, "list-models"), 4, "bedrock:ListFoundationModels", fix);
        }
    }
}
