package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a check-up says of the program's own set-up: Java, configuration file, proxies. Asks nobody. */
final class DoctorSetup {
    private DoctorSetup() {}

    static List<Check> checks(Io io, boolean offline) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("java", Runtime.version() + ", bedrock " + Release.VERSION));
        checks.add(Check.ok("start-up", StartUpPath.described()));
        checks.add(Check.ok("config file", configFile(io)));
        if (offline) {
            checks.add(Check.ok("offline", "the built-in emulator answers: no network, no account"));
        } else {
            checks.add(Check.ok("proxy", proxies(io)));
        }
        return checks;
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
