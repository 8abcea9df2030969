package software.amazon.awssdk.core.internal.useragent;

import java.util.List;

/**
 * The languages on the JVM that are told beside Java: none. In the place of the SDK's class of this name, which looks for
 * classes of Scala and of Kotlin, and opens every jar to find that there are none.
 */
public final class UserAgentLangValues {
    private UserAgentLangValues() {}

    public static List<String> getAdditionalJvmLanguages() {
        return List.of(scalaVersion(), kotlinVersion());
    }

    public static String scalaVersion() {
        return "";
    }

    public static String kotlinVersion() {
        return "";
    }
}
