package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.Check;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What a check-up says of the program's own set-up: Java, configuration file, proxies. Asks nobody. */
final class DoctorSetup {
    private DoctorSetup() {}

    /** @param trusted whom TLS trusts, in words; asked for unless offline */
    static List<Check> checks(Io io, boolean offline, Supplier<String> trusted) {
        List<Check> checks = new ArrayList<>();
        String versions = Runtime.version() + ", bedrock " + Release.VERSION;
        checks.add(Check.ok("java", offline ? versions : versions + trust(trusted)));
        checks.add(Check.ok("start-up", StartUpPath.described()));
        checks.add(Check.ok("config file", configFile(io)));
        if (offline) {
            checks.add(Check.ok("offline", "the built-in emulator answers: no network, no account"));
        } else {
            checks.add(Check.ok("proxy", proxies(io)));
        }
        return checks;
    }

    /** Settings that cannot be read have a step of their own. */
    private static String trust(Supplier<String> trusted) {
        try {
            return ", TLS by " + Trust.library() + ", trusts " + trusted.get();
        } catch (BedrockException e) {
            return "";
        }
    }

    /** It has been read by now: a file that cannot be ends the program before any command. */
    private static String configFile(Io io) {
        Path path = Config.path(io);
        if (path == null) {
            return "none";
        }
        return Files.exists(path) ? path.toString() : "none (" + path + " is not there)";
    }

    /** Names only: a proxy's address may hold a password. */
    private static String proxies(Io io) {
        List<String> set = new ArrayList<>();
        for (String name : List.of("HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")) {
            for (String spelling : List.of(name.toLowerCase(Locale.ROOT), name)) {
                if (!io.environment().getOrDefault(spelling, "").isBlank()) {
                    set.add(spelling);
                    break;
                }
            }
        }
        return set.isEmpty() ? "none" : String.join(", ", set) + " set";
    }
}
