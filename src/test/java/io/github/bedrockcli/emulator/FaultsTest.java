package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which requests meet a fault, what refusals look like, and which specifications are none. */
@Timeout(30)
final class FaultsTest {
    private static final String NOVA = "amazon.nova-lite-v1:0";
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private Emulator emulator;

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void aFaultIsForTheFirstRequestsOrForThoseBehindThem() throws IOException {
        assertThat(statuses(6, "throttle:2")).containsExactly(429, 429, 200, 200, 200, 200);
        assertThat(statuses(6, "http:502,after=2,times=3")).containsExactly(200, 200, 502, 502, 502, 200);
        assertThat(statuses(3, "http:500")).containsExactly(500, 500, 500);
    }

    @Test
    void theFirstFaultThatIsForARequestAppliesAndAllCountIt() throws IOException {
        assertThat(statuses(5, "throttle:1", "http:503,times=1", "http:502,after=3"))
                .containsExactly(429, 503, 200, 502, 502);
    }

    @Test
    void aRateChoosesTheSameRequestsAgainForTheSameSeed() throws IOException {
        List<Integer> first = statuses(60, "http:500,rate=0.5,seed=7");
        assertThat(statuses(60, "http:500,rate=0.5,seed=7")).isEqualTo(first);
        assertThat(statuses(60, "http:500,rate=0.5,seed=8")).isNotEqualTo(first);
        assertThat(first).contains(200, 500);
        assertThat(statuses(3, "http:500,rate=0")).containsExactly(200, 200, 200);
        assertThat(statuses(3, "http:500,rate=1")).containsExactly(500, 500, 500);
    }

    @Test
    void operationsAndModelsAreChosenByPattern() throws IOException {
        SignedClient client = client("http:500,on=List*", "http:502,model=*.nova-lite-*", "http:503,on=ConverseStream");
        assertThat(client.get("/foundation-models").status()).isEqualTo(500);
        assertThat(client.get("/foundation-models/" + NOVA).status()).isEqualTo(200);
        assertThat(client.invoke(NOVA, HELLO).status()).isEqualTo(502);
        assertThat(client.converse(NOVA, HELLO).status()).isEqualTo(502);
        assertThat(client.invoke("amazon.nova-pro-v1:0", HELLO).status()).isEqualTo(200);
        assertThat(client.post("/model/amazon.nova-pro-v1%3A0/converse-stream", HELLO)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void whatRunsNoModelIsLeftAloneUnlessNamed() throws IOException {
        SignedClient client = client("http:500");
        assertThat(client.get("/foundation-models").status()).isEqualTo(200);
        assertThat(client.post("/model/" + NOVA + "/count-tokens", "{\"input\":{\"converse\":" + HELLO + "}}")
                        .status())
                .isNotEqualTo(500);
        assertThat(client.invoke(NOVA, HELLO).status()).isEqualTo(500);
        assertThat(client.post("/async-invoke", "{}").status()).isEqualTo(500);
    }

    @Test
    void refusalsHaveTheServicesStatusCodeAndWords() throws IOException {
        SignedClient.Answer throttled = client("throttle").invoke(NOVA, HELLO);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.error()).isEqualTo("ThrottlingException");
        assertThat(throttled.message()).isEqualTo("Too many requests, please wait before trying again.");
        SignedClient.Answer notReady = client("not-ready").invoke(NOVA, HELLO);
        assertThat(notReady.status()).isEqualTo(429);
        assertThat(notReady.error()).isEqualTo("ModelNotReadyException");
        assertThat(notReady.message()).isEqualTo("The bedrock emulator was told to fail with ModelNotReadyException.");
        SignedClient.Answer busy = client("error:ServiceUnavailableException").invoke(NOVA, HELLO);
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.error()).isEqualTo("ServiceUnavailableException");
        assertThat(busy.message()).isEqualTo("Model is getting throttled. Try your request again.");
        SignedClient.Answer bare = client("http:418").invoke(NOVA, HELLO);
        assertThat(bare.status()).isEqualTo(418);
        assertThat(bare.error()).isEmpty();
        assertThat(bare.text()).isEmpty();
    }

    @Test
    void anErrorMaySayWhenToComeAgainInSecondsOrAsADate() throws IOException {
        assertThat(client("throttle,retry-after=3").invoke(NOVA, HELLO).header("retry-after"))
                .isEqualTo("3");
        assertThat(client("http:503,retry-after=0").invoke(NOVA, HELLO).header("retry-after"))
                .isEqualTo("0");
        assertThat(client("not-ready,retry-after=+3600").invoke(NOVA, HELLO).header("retry-after"))
                .matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }

    @Test
    void everyServiceRefusesInItsOwnForm() throws IOException {
        String role =
                "Action=AssumeRole&Version=2011-06-15&RoleSessionName=me&RoleArn=arn:aws:iam::123456789012:role/A";
        SignedClient.Answer sts = client("throttle,on=AssumeRole", "throttle,on=*")
                .forService("sts")
                .form(role);
        assertThat(sts.status()).isEqualTo(400);
        assertThat(sts.text()).contains("<Code>Throttling</Code>");
        assertThat(log).last().asString().endsWith(" ms, fault throttle,on=AssumeRole");
        SignedClient.Answer sso = client("throttle,on=GetRoleCredentials")
                .get("/federation/credentials?role_name=A&account_id=123456789012");
        assertThat(sso.status()).isEqualTo(429);
        assertThat(sso.error()).isEqualTo("TooManyRequestsException");
        SignedClient.Answer oidc = client("throttle,on=CreateToken").post("/token", "{}");
        assertThat(oidc.status()).isEqualTo(400);
        assertThat(oidc.json().path("error").asText()).isEqualTo("slow_down");
        assertThat(client("error:IDPCommunicationError,on=AssumeRole")
                        .form(role)
                        .text())
                .contains("<Code>IDPCommunicationError</Code>");
    }

    @Test
    void theLogSaysWhichFaultARequestMet() throws IOException {
        SignedClient client = client("throttle:1");
        client.invoke(NOVA, HELLO);
        client.invoke(NOVA, HELLO);
        assertThat(log.get(0)).matches("POST /model/amazon.nova-lite-v1%3A0/invoke 429 \\d+ ms, fault throttle:1");
        assertThat(log.get(1)).matches("POST /model/amazon.nova-lite-v1%3A0/invoke 200 \\d+ ms");
    }

    @Test
    void whatIsNoFaultIsRefusedWithWhatIsAccepted() {
        refused(
                "throtle",
                "there is no fault 'throtle'; there are throttle, not-ready, http, ",
                "did you mean throttle?");
        refused("", "there is no fault ''; there are ", "bedrock emulator --help says what each one does");
        refused("http", "--fault http: http needs STATUS behind its name: http:STATUS", null);
        refused("http:", "--fault http:: http needs STATUS behind its name: http:STATUS", null);
        refused("http:99", "--fault http:99: http takes 200..599, not '99'", null);
        refused("throttle:0", "--fault throttle:0: throttle takes a whole number from 1, not '0'", null);
        refused(
                "throttle:2,times=3",
                "--fault throttle:2,times=3: throttle says twice how often: leave times= out",
                null);
        refused("reset:1", "--fault reset:1: reset takes nothing behind its name, but ',KEY=VALUE'", null);
        refused("cut,rate=2", "--fault cut,rate=2: cut takes for rate= a probability from 0 to 1, not '2'", null);
        refused("cut,after=x", "--fault cut,after=x: cut takes for after= a whole number from 0, not 'x'", null);
        refused("cut,at=1,at=2", "--fault cut,at=1,at=2: cut has at= twice", null);
        refused("cut,after", "--fault cut,after: cut takes after=, times=, ", "did you mean after=?");
        refused("throttle,at=1", "--fault throttle,at=1: throttle has no place inside a reply: leave at= out", null);
        refused("cut,retry-after=1", "--fault cut,retry-after=1: cut takes no retry-after=, as it is no refusal", null);
        refused(
                "throttle,on=Convers",
                "--fault throttle,on=Convers: throttle takes for on= an operation of the emulator, ",
                "did you mean on=Converse?");
        refused(
                "bad-crc,on=Converse",
                "--fault bad-crc,on=Converse: bad-crc is not for Converse but for InvokeModelWithResponseStream,"
                        + " ConverseStream",
                null);
        refused(
                "error:ThrottledException",
                "--fault error:ThrottledException: error takes one of AccessDeniedException, ",
                "did you mean error:ThrottlingException?");
        refused("error:SlowDownException", "--fault error:SlowDownException: error takes one of ", null);
        refused("stream-exception:x", "--fault stream-exception:x: stream-exception takes one of ", null);
        refused(
                "redirect:ftp://x",
                "--fault redirect:ftp://x: redirect needs an address that begins with http://",
                null);
        refused("drip:-1", "--fault drip:-1: drip takes 0..3600000, not '-1'", null);
    }

    private static void refused(String specification, String message, String fix) {
        assertThatThrownBy(() -> Faults.parse(List.of(specification)))
                .isInstanceOfSatisfying(UsageException.class, refusal -> {
                    assertThat(refusal).hasMessageStartingWith(message);
                    assertThat(refusal.fix()).isEqualTo(fix);
                });
    }

    private List<Integer> statuses(int requests, String... specifications) throws IOException {
        SignedClient client = client(specifications);
        List<Integer> statuses = new ArrayList<>();
        IntStream.range(0, requests)
                .forEach(at -> statuses.add(client.invoke(NOVA, HELLO).status()));
        return statuses;
    }

    private SignedClient client(String... specifications) throws IOException {
        stop();
        Clock clock = new SteppingClock();
        emulator = Emulator.start(
                InetAddress.getLoopbackAddress(),
                0,
                clock,
                log::add,
                Account.open(),
                Faults.parse(List.of(specifications)));
        return SignedClient.of(emulator, clock);
    }
}
