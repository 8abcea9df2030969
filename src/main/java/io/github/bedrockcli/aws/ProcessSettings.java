package io.github.bedrockcli.aws;

import java.security.Security;
import java.util.Set;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** What the SDK and the JDK's cryptography read of the process, set before either is used. */
final class ProcessSettings {
    /** There can be no file below what is no folder. */
    private static final String NO_FILE = "/dev/null/none";

    private static final String PREFERRED = "jdk.security.provider.preferred";
    private static final Set<String> BEFORE = Set.of("SUN", "SunRsaSign", "SunEC", "SunJSSE");

    static {
        hideFiles();
        preferProviders();
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

    /**
     * Signatures take their HMAC from where it is in the JDK: asked in order, the providers before it are set up first, one
     * of them with tables of elliptic curves. Where the installation has providers of its own before it, or says itself
     * which it prefers, that stands.
     */
    private static void preferProviders() {
        String set = Security.getProperty(PREFERRED);
        if (set == null || set.isBlank()) {
            int number = 1;
            String provider = Security.getProperty("security.provider.1");
            while (provider != null && BEFORE.contains(provider)) {
                number++;
                provider = Security.getProperty("security.provider." + number);
            }
            if ("SunJCE".equals(provider)) {
                Security.setProperty(PREFERRED, "Mac.HmacSHA256:SunJCE");
            }
        }
    }
}
