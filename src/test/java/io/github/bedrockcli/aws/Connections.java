package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Stopping;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds connections for tests: keys in the environment, a region, and nothing of this machine. */
final class Connections {
    private String profile;
    private String region = "us-west-2";
    private URI endpoint;
    private String roleArn;
    private String roleSessionName;
    private String externalId;
    private Duration roleDuration;
    private String mfaSerial;
    private String mfaCode;
    private MfaPrompt mfaPrompt = MfaPrompt.NOBODY;
    private boolean fips;
    private boolean dualStack;
    private Path caBundle;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration readTimeout = Duration.ofSeconds(20);
    private Duration callTimeout;
    private int maxAttempts = 4;
    private boolean retryGeneration;
    private Consumer<String> retryNotes = line -> {};
    private @Nullable Consumer<String> wireLog;
    private final Map<String, String> environment = new HashMap<>();

    private Connections() {
        environment.put("HOME", "/nonexistent");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
    }

    /** To a server that stands for bedrock and bedrock-runtime, with keys. */
    static Connections to(LoopbackServer server) {
        return bare().endpoint(server.uri()).keys();
    }

    static Connections bare() {
        return new Connections();
    }

    Connections keys() {
        return env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").env("AWS_SECRET_ACCESS_KEY", "secret-example");
    }

    /** {@code ~/.aws/config} of the home directory. */
    Connections home(Path home) {
        return env("HOME", home.toString());
    }

    Connections env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Connections endpoint(URI value) {
        endpoint = value;
        return this;
    }

    Connections profile(String value) {
        profile = value;
        return this;
    }

    Connections region(String value) {
        region = value;
        return this;
    }

    Connections role(String arn, String session, String external, Duration duration) {
        roleArn = arn;
        roleSessionName = session;
        externalId = external;
        roleDuration = duration;
        return this;
    }

    Connections mfa(String serial, String code) {
        mfaSerial = serial;
        mfaCode = code;
        return this;
    }

    Connections asking(MfaPrompt value) {
        mfaPrompt = value;
        return this;
    }

    Connections fips() {
        fips = true;
        return this;
    }

    Connections dualStack() {
        dualStack = true;
        return this;
    }

    Connections caBundle(Path value) {
        caBundle = value;
        return this;
    }

    Connections connectTimeout(Duration value) {
        connectTimeout = value;
        return this;
    }

    Connections readTimeout(Duration value) {
        readTimeout = value;
        return this;
    }

    Connections callTimeout(Duration value) {
        callTimeout = value;
        return this;
    }

    Connections maxAttempts(int value) {
        maxAttempts = value;
        return this;
    }

    Connections retryGeneration() {
        retryGeneration = true;
        return this;
    }

    Connections retryNotes(Consumer<String> value) {
        retryNotes = value;
        return this;
    }

    Connections wireLog(Consumer<String> value) {
        wireLog = value;
        return this;
    }

    Connection build() {
        return new Connection(
                profile,
                region,
                endpoint,
                roleArn,
                roleSessionName,
                externalId,
                roleDuration,
                mfaSerial,
                mfaCode,
                mfaPrompt,
                false,
                fips,
                dualStack,
                caBundle,
                new Patience(connectTimeout, readTimeout, callTimeout, maxAttempts, retryGeneration),
                environment,
                retryNotes,
                wireLog,
                new Stopping());
    }

    /** With waits that take no time. */
    Bedrock open(Timekeeper time) {
        return SdkBedrock.open(build(), Clock.systemUTC(), time);
    }

    Bedrock open() {
        return SdkBedrock.open(build());
    }
}
