package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.aws.SignInPrompt;
import io.github.bedrockcli.aws.SignIns;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code login} and {@code logout}: what they say, when a browser is opened, and how they end. */
final class LoginCommandTest {
    private static final Instant LATE = Instant.parse("2026-11-21T20:00:00Z");
    private static final SignInPrompt.Approval DEVICE = new SignInPrompt.Approval(
            "corp",
            "https://device.example/?user_code=ABCD-EFGH",
            "https://device.example/",
            "ABCD-EFGH",
            Instant.parse("2026-11-21T12:09:59Z"));
    private static final String ASKED = """
            Open this page to sign in to corp (within 10 minutes):
              https://device.example/?user_code=ABCD-EFGH
            and check that it shows this code, or type it in at https://device.example/:
              ABCD-EFGH
            """;

    private final Fake fake = new Fake();

    @Test
    void theAddressAndTheCodeAreSaidAlsoQuietlyAndStandardOutputStaysEmpty() {
        Result result = new Terminal().run(fake, "login", "--quiet", "--profile", "dev");

        assertThat(result).isEqualTo(new Result(0, "", ASKED + """
                        Signed in to corp until 2026-11-21 20:00 UTC, renewed by itself while the session lasts
                        Profile 'dev' has role Developer in account 123456789012
                        """));
        assertThat(fake.connections.get(0).profile()).isEqualTo("dev");
        assertThat(fake.browsers).containsExactly(false);
    }

    @Test
    void aSessionIsSignedInByItsNameWithoutAskingForARole() {
        fake.renewable = false;
        Result result = new Terminal().run(fake, "login", "--sso-session", "corp");

        assertThat(result).isEqualTo(new Result(0, "", ASKED + "Signed in to corp until 2026-11-21 20:00 UTC\n"));
        assertThat(fake.sessions).containsExactly("corp");
        assertThat(fake.roles).isZero();
    }

    @Test
    void aRoleThatIsNotAssignedIsSaidAtOnce() {
        fake.role = () -> {
            throw BedrockException.of(Kind.ACCESS_DENIED, "no credentials for role Developer")
                    .code("ForbiddenException")
                    .fix("ask for an assignment")
                    .build();
        };
        Result result = new Terminal().run(fake, "login");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("Signed in to corp until", "fix: ask for an assignment\n");
    }

    @Test
    void aRoleThatCannotBeAskedForIsOnlyANote() {
        fake.role = () -> {
            throw BedrockException.of(Kind.NETWORK, "unplugged").build();
        };
        Result result = new Terminal().run(fake, "login");

        assertThat(result.code()).isZero();
        assertThat(result.err()).endsWith("note: whether the profile's role can be had could not be told: unplugged\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--offline, login takes no --offline",
        "--region=us-east-1, login takes no --region",
        "--endpoint-url=http://x, login takes no --endpoint-url",
        "--role-arn=arn:aws:iam::123456789012:role/r, login takes no --role-arn",
        "--sso-session=, '--sso-session is a name, and it is empty'"
    })
    void whatASignInHasNoUseForIsRefused(String option, String message) {
        Result result = new Terminal().run(fake, "login", option);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: " + message + "\n");
        assertThat(fake.connections).isEmpty();
    }

    @Test
    void twoSignInsAtOnceAreRefused() {
        assertThat(new Terminal().run(fake, "login", "--profile", "dev", "--sso-session", "corp"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: --sso-session and --profile name two sign-ins\n"
                                + "fix: give one of them: a profile names its session\n"));
        assertThat(new Terminal()
                        .run(fake, "logout", "--all", "--profile", "dev")
                        .err())
                .startsWith("error: --all goes without --profile and --sso-session\n");
    }

    @Test
    void aBrowserThatIsNamedIsOpenedAndComesBackHere(@TempDir Path folder) throws Exception {
        Path opened = folder.resolve("opened");
        Terminal terminal =
                new Terminal().environment("BROWSER", "/nonexistent:" + browser(folder, opened) + " --new %s");

        Result result = terminal.run(fake, "login");

        assertThat(result.err())
                .startsWith("Opening a browser to sign in to corp; if none comes up, open this page (within 10"
                        + " minutes):\n  https://device.example/?user_code=ABCD-EFGH\n");
        assertThat(fake.browsers).containsExactly(true);
        for (int i = 0; i < 1000 && !Files.exists(opened); i++) {
            Thread.onSpinWait();
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(opened).content().isEqualTo("--new https://device.example/?user_code=ABCD-EFGH\n");
    }

    @Test
    void overSshAndByDeviceCodeNoBrowserComesBackHere(@TempDir Path folder) throws Exception {
        // It may still run when the folder is deleted, so it must leave nothing there.
        String browser = program(folder, "#!/bin/sh\n");
        new Terminal()
                .environment("BROWSER", browser)
                .environment("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
                .run(fake, "login");
        new Terminal().environment("BROWSER", browser).run(fake, "login", "--use-device-code");
        Result without = new Terminal().environment("BROWSER", browser).run(fake, "login", "--no-browser");

        assertThat(fake.browsers).containsExactly(false, false, true);
        assertThat(without.err()).startsWith("Open this page to sign in to corp");
    }

    @Test
    void theDesktopOpensAddressesWhereThereIsOne(@TempDir Path folder) throws Exception {
        browser(folder, folder.resolve("opened"));
        Files.move(folder.resolve("browser"), folder.resolve("xdg-open"));
        Map<String, String> path = Map.of("PATH", folder.toString());
        Map<String, String> desktop = Map.of("PATH", folder.toString(), "DISPLAY", ":0");

        assertThat(Browser.of(desktop, "Linux").isHere()).isTrue();
        assertThat(Browser.of(path, "Linux").isHere()).isFalse();
        assertThat(Browser.of(Map.of("DISPLAY", ":0"), "Linux").isHere()).isFalse();
        assertThat(Browser.of(Map.of("PATH", folder.toString(), "DISPLAY", ":10", "SSH_TTY", "/dev/pts/0"), "Linux")
                        .open("https://x.example/"))
                .isFalse();
    }

    @Test
    void signingOutSaysWhatWasRemoved() {
        assertThat(new Terminal().run(fake, "logout", "--profile", "dev"))
                .isEqualTo(new Result(
                        0, "", "warning: told nobody\nSigned out: 1 token and 2 cached role credentials removed\n"));
        assertThat(new Terminal().run(fake, "logout", "--all"))
                .isEqualTo(new Result(0, "", "There was no sign-in to end\n"));
    }

    @Test
    void aDefaultForListModelsDoesNotEndEverySignIn(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("c.properties"), "all=true\n");
        assertThat(new Terminal()
                        .environment("BEDROCK_CONFIG", config.toString())
                        .run(fake, "logout")
                        .err())
                .contains("Signed out: 1 token");
    }

    @Test
    void worksOverTheWireFromLoginToLogout(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), """
                [profile dev]
                sso_session = corp
                sso_account_id = 123456789012
                sso_role_name = Developer
                region = us-east-1
                [sso-session corp]
                sso_start_url = https://example.awsapps.com/start
                sso_region = eu-west-1
                """);
        try (Emulator emulator = Emulator.startForThisProcess(Clock.systemUTC())) {
            Supplier<Terminal> user = () -> new Terminal()
                    .environment("HOME", home.toString())
                    .environment("AWS_EC2_METADATA_DISABLED", "true")
                    .environment("AWS_ENDPOINT_URL", emulator.endpoint().toString());
            assertThat(user.get().run(SdkBedrock::open, "invoke", "--profile", "dev", "Hi"))
                    .isEqualTo(new Result(
                            3, "", "error: profile 'dev' is not signed in\nfix: bedrock login --profile dev\n"));
            Result login = user.get().run(SdkBedrock::open, "login", "--profile", "dev");
            assertThat(login.code()).as(login.err()).isZero();
            assertThat(login.err())
                    .contains("Signed in to corp until", "Profile 'dev' has role Developer in account 123456789012");
            assertThat(user.get().run(SdkBedrock::open, "invoke", "--profile", "dev", "Hi"))
                    .isEqualTo(new Result(0, "[offline echo] Hi\n", ""));
            assertThat(user.get().run(SdkBedrock::open, "logout", "--profile", "dev"))
                    .isEqualTo(new Result(0, "", "Signed out: 1 token and 0 cached role credentials removed\n"));
            assertThat(user.get()
                            .run(SdkBedrock::open, "invoke", "--profile", "dev", "Hi")
                            .code())
                    .isEqualTo(3);
        }
    }

    /** A browser that writes down what it is given. */
    private static String browser(Path folder, Path opened) throws IOException {
        return program(
                folder,
                "#!/bin/sh\necho noise\necho \"$@\" > '" + opened + ".part'\n/bin/mv '" + opened + ".part' '" + opened
                        + "'\n");
    }

    private static String program(Path folder, String text) throws IOException {
        Path script = Files.writeString(folder.resolve("browser"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    /** Signs in as the test says. */
    private static final class Fake extends UnaskedBedrock implements BedrockOpener, SignIns {
        private final List<Connection> connections = new ArrayList<>();
        private final List<@Nullable String> sessions = new ArrayList<>();
        private final List<Boolean> browsers = new ArrayList<>();
        private boolean renewable = true;
        private int roles;
        private Supplier<Optional<Role>> role = () -> Optional.of(new Role("dev", "123456789012", "Developer"));

        @Override
        public Bedrock open(Connection connection) {
            connections.add(connection);
            return this;
        }

        @Override
        public SignIns signIns() {
            return this;
        }

        @Override
        public SignedIn signIn(@Nullable String session, boolean browserHere, SignInPrompt prompt) {
            sessions.add(session);
            browsers.add(browserHere);
            prompt.approve(DEVICE);
            return new SignedIn("corp", LATE, renewable);
        }

        @Override
        public Optional<Role> role() {
            roles++;
            return role.get();
        }

        @Override
        public SignedOut signOut(@Nullable String session) {
            return new SignedOut(1, 2, List.of("told nobody"));
        }

        @Override
        public SignedOut signOutEverywhere() {
            return new SignedOut(0, 0, List.of());
        }
    }
}
