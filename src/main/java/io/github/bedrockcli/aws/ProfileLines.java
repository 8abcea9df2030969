package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Setting;
import io.github.bedrockcli.model.SettingSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On which line of the AWS files each key stands, which the SDK's reader does not tell. What wins where a key stands
 * more than once is as there: the credentials file over the configuration file, in one file the later line, and
 * {@code [profile default]} over {@code [default]}.
 */
final class ProfileLines {
    private static final Pattern HEADER = Pattern.compile("\\[\\s*(?:([a-z-]+)\\s+)?(.*?)\\s*].*");

    private final Map<String, SettingSource> places = new HashMap<>();

    private ProfileLines() {}

    /** A file that cannot be read has no lines. */
    static ProfileLines read(Path credentials, Path config) {
        ProfileLines lines = new ProfileLines();
        // In this order: what is there already stays.
        lines.add(credentials, true);
        lines.add(config, false);
        return lines;
    }

    /** The same source with the file and line at which it stands, as far as that is known. */
    SettingSource located(SettingSource source) {
        SettingSource found = source.section() == null ? null : places.get(place(source.section(), source.name()));
        return found == null ? source : found;
    }

    Setting located(Setting setting) {
        return new Setting(setting.name(), setting.value(), located(setting.source()));
    }

    private void add(Path file, boolean credentials) {
        List<String> text;
        try {
            text = ProfileText.read(file).lines();
        } catch (IOException e) {
            return;
        }
        Map<String, SettingSource> found = new HashMap<>();
        boolean fullDefault = !credentials && text.stream().anyMatch(ProfileLines::isFullDefault);
        String section = null;
        String parent = "";
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i);
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            if (bare.startsWith("[")) {
                section = fullDefault && bare.startsWith("[default]") ? null : section(bare, credentials);
                continue;
            }
            int equals = bare.indexOf('=');
            if (section == null || equals <= 0) {
                continue;
            }
            String key = bare.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            boolean nested = Character.isWhitespace(line.charAt(0));
            parent = nested ? parent : key;
            String name = nested ? parent + "." + key : key;
            found.put(place(section, name), SettingSource.file(name, section, file.toString(), i + 1));
        }
        found.forEach(places::putIfAbsent);
    }

    private static boolean isFullDefault(String line) {
        return line.strip().matches("\\[\\s*profile\\s+default\\s*].*");
    }

    private static @Nullable String section(String header, boolean credentials) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return null;
        }
        String kind = matcher.group(1);
        if (kind != null) {
            return kind + " " + matcher.group(2);
        }
        return credentials || matcher.group(2).equals(Profiles.DEFAULT) ? "profile " + matcher.group(2) : null;
    }

    private static String place(String section, String key) {
        return section + "\n" + key.toLowerCase(Locale.ROOT);
    }
}
