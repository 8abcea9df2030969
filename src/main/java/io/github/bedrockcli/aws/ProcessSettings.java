package io.github.bedrockcli.aws;

import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** What the SDK reads of the process, set before it is used. */
final class ProcessSettings {
    /** There can be no file below what is no folder. */
    private static final String NO_FILE = "/dev/null/none";

    static {
        hideFiles();
    }

    private ProcessSettings() {}

    /** Does nothing but to have the class initialised, once. */
    static void apply() {}

    /**
     * While it builds a client the SDK reads the files of the process as well, though it is given what was read of those of
     * the run: that costs time, and fails on a byte order mark or an indented comment, which other programs take.
     */
    private static void hideFiles() {
        System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), NO_FILE);
        System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), NO_FILE);
    }
}
