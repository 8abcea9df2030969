package io.github.bedrockcli.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, read from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"bedrock " + current()};
    }

    /** The release, such as {@code 0.1.0}; {@code development} when run from classes that are not in a jar. */
    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
