package io.github.bedrockcli.cli;

/** Which release this is, as the build knows it: a manifest would have to be looked up in the jar at run time. */
final class Release {
    /** Such as {@code 0.1.0}. */
    static final String VERSION = "@project.version@";

    private Release() {}
}
