package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Spelling;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The AWS configuration and credentials files, read once, found as the environment of the run says. */
final class Profiles {
    static final String DEFAULT = "default";

    private static final String CORRECT =
            "correct that line: a section such as [profile dev], NAME = VALUE, or a comment after #";

    /** Source: AWS SDK for Java 2, ProfileFileReader; sections of other names are passed over. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_\\-/.%@:+]+");

    private final Map<String, String> environment;
    private final Path config;
    private final Path credentials;
    private final ProfileFile file;
    private final ProfileText configText;
    private final ProfileText credentialsText;

    private Profiles(
            Map<String, String> environment,
            Path config,
            Path credentials,
            ProfileFile file,
            ProfileText configText,
            ProfileText credentialsText) {
        this.environment = environment;
        this.config = config;
        this.credentials = credentials;
        this.file = file;
        this.configText = configText;
        this.credentialsText = credentialsText;
    }

    /** @throws BedrockException when a file is there but cannot be read; a line that is wrong is its profile's trouble */
    static Profiles read(Map<String, String> environment) {
        Path config = path(environment, "AWS_CONFIG_FILE", "config");
        Path credentials = path(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        // The credentials file comes first: its values win over the configuration file's.
        ProfileText credentialsText = add(files, credentials, ProfileFile.Type.CREDENTIALS);
        ProfileText configText = add(files, config, ProfileFile.Type.CONFIGURATION);
        return new Profiles(environment, config, credentials, files.build(), configText, credentialsText);
    }

    /** As if the files were empty. */
    static Profiles none(Map<String, String> environment) {
        Path config = path(environment, "AWS_CONFIG_FILE", "config");
        Path credentials = path(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
        return new Profiles(
                environment,
                config,
                credentials,
                ProfileFile.aggregator().build(),
                ProfileText.empty(config),
                ProfileText.empty(credentials));
    }

    /** The user's home as the environment has it. */
    static Path home(Map<String, String> environment) {
        for (String name : new String[] {"HOME", "USERPROFILE"}) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return Path.of(value);
            }
        }
        return Path.of(System.getProperty("user.home", ""));
    }

    ProfileFile file() {
        return file;
    }

    /** @throws BedrockException when a line of its is wrong */
    Optional<Profile> find(String name) {
        refuseBroken("profile " + name);
        if (name.equals(DEFAULT)) {
            refuseBroken(DEFAULT);
        }
        credentialsText.problem(name).ifPresent(Profiles::refuse);
        return file.profile(name);
    }

    /** @throws BedrockException naming the profiles there are */
    Profile require(String name) {
        return find(name).orElseThrow(() -> unknown(name, ""));
    }

    /** @param as what it is wanted as, such as the source of another one */
    Profile require(String name, String as) {
        return find(name).orElseThrow(() -> unknown(name, ", " + as + ","));
    }

    /** A section of the configuration file that is no profile, such as {@code [sso-session corp]}. */
    Optional<Profile> section(String kind, String name) {
        refuseBroken(kind + " " + name);
        return file.getSection(kind, name);
    }

    Path configFile() {
        return config;
    }

    Path credentialsFile() {
        return credentials;
    }

    /** Whether the environment names a profile. */
    boolean named() {
        return !environment.getOrDefault("AWS_PROFILE", "").isBlank();
    }

    /** The profile in use when none was asked for: {@code AWS_PROFILE}, or {@code default}. */
    String current(@Nullable String explicit) {
        if (explicit != null) {
            return explicit;
        }
        String named = environment.get("AWS_PROFILE");
        return named == null || named.isBlank() ? DEFAULT : named.strip();
    }

    private BedrockException unknown(String name, String as) {
        Set<String> names = new TreeSet<>(file.profiles().keySet());
        String fix = !NAME.matcher(name).matches()
                ? "rename it in that file: a name with blanks or quotes is not read; letters, digits and -_./%@:+ are"
                : Spelling.nearest(name, names)
                        .map(near -> "did you mean " + (as.isEmpty() ? "--profile " : "source_profile = ") + near + "?")
                        .orElse("name one of the profiles that are there, or make it with aws configure --profile "
                                + name);
        String wrong = configText.orphan();
        String there = wrong != null
                ? wrong
                : names.isEmpty() ? "there are no profiles" : "there are " + String.join(", ", names);
        return BedrockException.of(
                        Kind.CONFIGURATION, "no profile '" + name + "'" + as + " in " + config + "; " + there)
                .fix(fix)
                .build();
    }

    private static ProfileText add(ProfileFile.Aggregator files, Path path, ProfileFile.Type type) {
        try {
            ProfileText text = ProfileText.read(path);
            files.addFile(ProfileFile.builder()
                    .content(new ByteArrayInputStream(text.content().getBytes(StandardCharsets.UTF_8)))
                    .type(type)
                    .build());
            return text;
        } catch (AccessDeniedException e) {
            throw unreadable(path, "permission denied", e)
                    .fix("chmod u+r " + path)
                    .build();
        } catch (IOException e) {
            throw unreadable(path, Text.reason(e), e)
                    .fix(
                            String.valueOf(e.getMessage()).contains("pipe")
                                    ? "write its content to a file, and name that one"
                                    : "let AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name files, or unset them")
                    .build();
        } catch (RuntimeException e) {
            // Such as "Expected an '=' sign defining a property on line 3".
            throw unreadable(path, Text.reason(e), e).fix(CORRECT).build();
        }
    }

    private static BedrockException.Builder unreadable(Path path, String why, Exception cause) {
        return BedrockException.of(Kind.CONFIGURATION, path + " cannot be read: " + why)
                .cause(cause);
    }

    /** What is wrong with the lines of a section is said to whoever asks for it. */
    private void refuseBroken(String header) {
        configText.problem(header).ifPresent(Profiles::refuse);
    }

    private static void refuse(String problem) {
        throw BedrockException.of(Kind.CONFIGURATION, problem).fix(CORRECT).build();
    }

    private static Path path(Map<String, String> environment, String variable, String name) {
        String given = environment.get(variable);
        if (given == null || given.isBlank()) {
            return home(environment).resolve(".aws").resolve(name);
        }
        return given.startsWith("~/") ? home(environment).resolve(given.substring(2)) : Path.of(given);
    }
}
