package io.github.bedrockcli.cli;

/** Which way this run was started: from an archive of classes that the build made, or from the jar alone. */
final class StartUpPath {
    /** What the launcher tried: the archive's file name, or {@code plain}. */
    private static final String TRIED = "bedrock.startup";

    /** The virtual machine says {@code sharing} here when it has an archive mapped. Source: JDK, {@code vmInfo}. */
    private static final String VM = "java.vm.info";

    private StartUpPath() {}

    /** In words, such as {@code AOT cache calls.aot}. */
    static String described() {
        return described(System.getProperty(TRIED, ""), System.getProperty(VM, ""));
    }

    static String described(String tried, String machine) {
        if (tried.isEmpty()) {
            return "without the launcher, so without an archive of classes";
        }
        if (tried.equals("plain")) {
            return "no archive of classes: it is slower to start";
        }
        if (!machine.contains("sharing")) {
            return tried + " does not fit this Java or this folder: it is slower to start";
        }
        return (tried.endsWith(".aot") ? "AOT cache " : "CDS archive ") + tried;
    }
}
