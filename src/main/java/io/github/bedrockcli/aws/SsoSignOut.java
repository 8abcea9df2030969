package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.SignIns.SignedOut;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sso.SsoClient;

/**
 * Ends sign-ins: tells the portal, then removes the token and the role credentials that the AWS CLI has cached. A file is
 * removed only if it is what it is taken for: a token has {@code accessToken}, cached credentials of a sign-in have
 * {@code ProviderType} {@code sso}. Source: AWS CLI 2.36, customizations/sso/logout.py; botocore 1.43, credentials.py.
 */
final class SsoSignOut {
    private final SsoCache cache;
    private final Path credentials;
    private final IdentityClients clients;
    private final List<String> problems = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    SsoSignOut(Path home, IdentityClients clients, Stopping stopping) {
        this.cache = new SsoCache(home, stopping);
        this.credentials = home.resolve(".aws").resolve("cli").resolve("cache");
        this.clients = clients;
    }

    /** @param profiles those that use the session */
    SignedOut of(SsoSession session, List<SsoProfile> profiles) {
        Path token = cache.tokenFile(session);
        int tokens = Files.exists(token) ? remove(List.of(token), known -> isToken(known, session.region())) : 0;
        List<Path> cached = profiles.stream()
                .map(profile -> credentials.resolve(CacheFiles.sha1(purpose(profile)) + ".json"))
                .distinct()
                .filter(Files::exists)
                .toList();
        return done(tokens, remove(cached, SsoSignOut::isCredentials));
    }

    SignedOut everywhere() {
        int tokens = remove(files(cache.folder()), known -> isToken(known, ""));
        return done(tokens, remove(files(credentials), SsoSignOut::isCredentials));
    }

    private SignedOut done(int tokens, int roles) {
        if (!left.isEmpty()) {
            throw BedrockException.of(Kind.CONFIGURATION, "not removed: " + String.join(", ", left))
                    .fix("make the folder writable, or remove the file by hand")
                    .build();
        }
        return new SignedOut(tokens, roles, problems);
    }

    private boolean isToken(JsonNode known, String usualRegion) {
        String token = known.path("accessToken").asText("");
        if (!known.has("accessToken")) {
            return false;
        }
        String region = known.path("region").asText(usualRegion);
        if (!token.isEmpty() && !region.isEmpty()) {
            end(token, region);
        }
        return true;
    }

    /** A token that has expired cannot be ended, and need not be. */
    private void end(String token, String region) {
        try {
            Settings.checkRegion(region);
            try (SsoClient sso = clients.sso(region)) {
                sso.logout(request -> request.accessToken(token));
            }
        } catch (SdkException | BedrockException e) {
            BedrockException failure = Failures.of(e);
            if (failure.status() < 400 || failure.status() >= 500) {
                problems.add("the portal could not be told, and the token is good there until it ends: "
                        + failure.getMessage());
            }
        }
    }

    private static boolean isCredentials(JsonNode known) {
        return known.path("ProviderType").asText("").equals("sso");
    }

    private int remove(List<Path> files, Predicate<JsonNode> wanted) {
        int removed = 0;
        for (Path file : files) {
            if (Files.isRegularFile(file) && wanted.test(SsoCache.read(file))) {
                try {
                    Files.deleteIfExists(file);
                    removed++;
                } catch (IOException e) {
                    left.add(file.toString());
                }
            }
        }
        return removed;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    /** What cached role credentials are named after: JSON with sorted keys and no blanks. */
    private static String purpose(SsoProfile profile) {
        SsoSession session = profile.session();
        String last = session.name() == null
                ? "\"startUrl\":" + CacheFiles.python(session.startUrl())
                : "\"sessionName\":" + CacheFiles.python(session.name());
        return "{\"accountId\":" + CacheFiles.python(profile.account()) + ",\"roleName\":"
                + CacheFiles.python(profile.role()) + "," + last + "}";
    }
}
