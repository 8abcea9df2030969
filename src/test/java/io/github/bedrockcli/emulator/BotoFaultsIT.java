package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What boto3 makes of the emulator's faults: it has a decoder, a retry and exceptions of its own. */
final class BotoFaultsIT {
    private static final String START = """
            import boto3
            from botocore.config import Config
            hi = [{'role': 'user', 'content': [{'text': 'one two three'}]}]

            def client(attempts, service='bedrock-runtime'):
                return boto3.client(service, config=Config(read_timeout=1, retries={'total_max_attempts': attempts}))

            def tell(call):
                try:
                    print(call())
                except Exception as e:
                    print(type(e).__name__, str(e).split(':')[0])

            def whole(attempts=1):
                reply = client(attempts).converse(modelId='amazon.nova-lite-v1:0', messages=hi)
                return reply['ResponseMetadata']['RetryAttempts']

            def stream():
                said = []
                try:
                    for event in client(1).converse_stream(modelId='amazon.nova-lite-v1:0', messages=hi)['stream']:
                        said.append(event.get('contentBlockDelta', {}).get('delta', {}).get('text', ''))
                finally:
                    print(''.join(said), end=' | ')
                return 'no error'
            """;

    @BeforeAll
    static void havePython() {
        Program.assumeWorks("python3", "-c", "import boto3");
    }

    @Test
    void streamsBreakInItsWords() throws IOException {
        String half = "[offline echo] one | ";
        assertThat(boto(
                        "for i in range(10): tell(stream)",
                        "stream-exception,times=1",
                        "stream-exception:throttlingException,times=1",
                        "stream-error,times=1",
                        "bad-crc,times=1",
                        "bad-prelude-crc,times=1",
                        "huge-frame,times=1",
                        "cut,times=1",
                        "reset-mid-stream,times=1",
                        "hang-mid-stream,times=1",
                        "unknown-event,times=1"))
                .containsExactly(
                        half + "EventStreamError An error occurred (modelStreamErrorException) when calling the"
                                + " ConverseStream operation",
                        half + "EventStreamError An error occurred (throttlingException) when calling the"
                                + " ConverseStream operation",
                        half + "EventStreamError An error occurred (InternalFailure) when calling the"
                                + " ConverseStream operation",
                        half + "ChecksumMismatch Checksum mismatch",
                        half + "ChecksumMismatch Checksum mismatch",
                        half + "InvalidPayloadLength Payload length of 2147483544 exceeded the maximum of 25165824",
                        half + "ProtocolError Response ended prematurely",
                        half + "ProtocolError (\"Connection broken",
                        half + "ReadTimeoutError AWSHTTPConnectionPool(host='127.0.0.1', port=PORT)",
                        "[offline echo] one two three | no error");
    }

    @Test
    void whatEndsProperlyButEarlyItTakesForAnAnswer() throws IOException {
        assertThat(boto("for i in range(3): tell(stream)", "early-eof,times=1", "half-frame,times=1", "empty-stream"))
                .containsExactly("[offline echo] one | no error", "[offline echo] one | no error", " | no error");
    }

    @Test
    void connectionsAndErrorsFailInItsWords() throws IOException {
        assertThat(boto(
                        "for i in range(6): tell(whole)",
                        "throttle,times=1",
                        "http:503,times=1",
                        "hang,times=1",
                        "reset,times=1",
                        "close,times=1",
                        "cut,times=1"))
                .containsExactly(
                        "ThrottlingException An error occurred (ThrottlingException) when calling the Converse"
                                + " operation (reached max retries",
                        "ClientError An error occurred (503) when calling the Converse operation (reached max retries",
                        "ReadTimeoutError Read timeout on endpoint URL",
                        "ConnectionClosedError Connection was closed before we received a valid response from endpoint"
                                + " URL",
                        "ConnectionClosedError Connection was closed before we received a valid response from endpoint"
                                + " URL",
                        "ConnectionClosedError Connection was closed before we received a valid response from endpoint"
                                + " URL");
    }

    @Test
    void itTriesAgainWhatPassesBy() throws IOException {
        assertThat(boto(
                        "for i in range(4): tell(lambda: whole(2))",
                        "throttle:1",
                        "not-ready,after=2,times=1",
                        "http:503,after=4,times=1",
                        "reset,after=6,times=1"))
                .containsExactly("1", "1", "1", "1");
    }

    @Test
    void otherServicesFailInTheirOwnForm() throws IOException {
        assertThat(boto("""
                        tell(client(1, 'sts').get_caller_identity)
                        tell(client(1, 'bedrock').list_foundation_models)
                        tell(lambda: client(1, 'sso').get_role_credentials(roleName='a', accountId='1', accessToken='t'))
                        app = dict(clientId='a', clientSecret='b', grantType='refresh_token')
                        tell(lambda: client(1, 'sso-oidc').create_token(**app))
                        """, "throttle,on=*"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ClientError An error occurred (Throttling) when"),
                        line -> assertThat(line).startsWith("ThrottlingException An error occurred (Throttling"),
                        line -> assertThat(line).startsWith("TooManyRequestsException An error occurred (TooMany"),
                        line -> assertThat(line).startsWith("SlowDownException An error occurred (SlowDown"));
    }

    private static List<String> boto(String program, String... faults) throws IOException {
        try (Emulator emulator = Emulator.start(
                InetAddress.getLoopbackAddress(),
                0,
                Clock.systemUTC(),
                line -> {},
                Account.open(),
                Faults.parse(Arrays.asList(faults)))) {
            Program.Result result = Program.run(emulator, Map.of(), List.of("python3", "-c", START + program));
            assertThat(result.code()).as(result.err()).isZero();
            return result.out().replaceAll("port=\\d+", "port=PORT").lines().toList();
        }
    }
}
