package io.github.bedrockcli.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting comes from.
 *
 * @param name of the option, of the variable, or of the key in the section
 * @param section of a file, such as {@code profile dev}; null for anything else
 * @param file as a path, with a section
 * @param line in that file, from 1; 0 where it is not known
 */
public record SettingSource(
        Kind kind,
        String name,
        @Nullable String section,
        @Nullable String file,
        int line) {

    /** What kind of place it is. */
    public enum Kind {
        /** The command line, or the configuration file of this program, which sets options. */
        OPTION,
        ENVIRONMENT,
        /** An AWS configuration or credentials file. */
        FILE,
        /** Nobody said it. */
        DEFAULT;

        /** As JSON has it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static SettingSource option(String name) {
        return new SettingSource(Kind.OPTION, name, null, null, 0);
    }

    public static SettingSource environment(String variable) {
        return new SettingSource(Kind.ENVIRONMENT, variable, null, null, 0);
    }

    public static SettingSource file(String key, String section, String file, int line) {
        return new SettingSource(Kind.FILE, key, section, file, line);
    }

    public static SettingSource byDefault(String why) {
        return new SettingSource(Kind.DEFAULT, why, null, null, 0);
    }

    /** Such as {@code --region}, {@code AWS_REGION in the environment}, {@code profile dev in ~/.aws/config line 3}. */
    public String words() {
        return switch (kind) {
            case OPTION, DEFAULT -> name;
            case ENVIRONMENT -> name + " in the environment";
            case FILE -> section + " in " + file + (line > 0 ? " line " + line : "");
        };
    }
}
