package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.Shell.Result;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release consists of, as its users get it: unpacked or installed, run without Java, removed. */
final class PackagesIT {
    private static final Path TARGET = Shell.application().getParent();

    private static final boolean IS_ARM = System.getProperty("os.arch").equals("aarch64");

    /** The two packages that are for one platform are for Linux. */
    private static final String TLS_LIBRARY = "lib/libnetty_tcnative_linux_" + (IS_ARM ? "aarch_64" : "x86_64") + ".so";

    private static final String FOREIGN = "libnetty_tcnative_linux_" + (IS_ARM ? "x86_64" : "aarch_64") + ".so";
    private static final String BORINGSSL = "BoringSSL";

    @TempDir
    private Path scratch;

    private Shell shell;

    @BeforeEach
    void userWithoutJava() throws IOException {
        Shell.assumePosix();
        shell = new Shell(Files.createDirectory(scratch.resolve("a folder")), scratch)
                .unset("JAVA_HOME", "BEDROCK_JAVA_HOME");
        // All that the launcher asks of a system beside a shell.
        Path tools = Files.createDirectory(scratch.resolve("tools"));
        for (String folder : System.getenv("PATH").split(":")) {
            Path readlink = Path.of(folder, "readlink");
            if (Files.isExecutable(readlink) && Files.notExists(tools.resolve("readlink"))) {
                Files.createSymbolicLink(tools.resolve("readlink"), readlink);
            }
        }
        shell.set("TOOLS", tools.toString());
    }

    @Test
    void theTarballRunsInAnyFolderWithoutJava() throws Exception {
        shell.set("TARBALL", file("bedrock-*-linux-*.tar.gz").toString());
        Result result = shell.run("""
                set -e
                tar -xf "$TARBALL"
                mv bedrock-* 'moved here'
                PATH=$TOOLS
                'moved here/bin/bedrock' --version
                'moved here/bin/bedrock' invoke --offline Hello
                """);
        assertThat(result).isEqualTo(new Result(0, version() + "\n[offline echo] Hello\n", ""));
        assertStartsFromItsCaches("'moved here/bin/bedrock'");
        Path unpacked = shell.folder().resolve("moved here");
        assertThat(Files.getLastModifiedTime(unpacked.resolve("lib/bedrock.jar"))
                        .toInstant())
                .isEqualTo(Files.getLastModifiedTime(Shell.application().resolve("lib/bedrock.jar"))
                        .toInstant());
        assertThat(files(unpacked))
                .contains("LICENSE", "legal/README", "share/man/man1/bedrock-invoke.1")
                .contains("legal/netty-tcnative/NOTICE.txt", "legal/netty-tcnative/license/LICENSE.boringssl.txt")
                .noneMatch(name -> name.endsWith(".cmd"));
        assertThat(tlsLibraries(unpacked)).containsExactly(TLS_LIBRARY);
        assertCallsOverTls("'moved here/bin/bedrock'", BORINGSSL);
    }

    @Test
    void theDebianPackageInstallsRunsAndIsGoneWhenRemoved() throws Exception {
        Path deb = file("bedrock-cli_*.deb");
        assumeTrue(Shell.isOnPath("dpkg"), "skipped: there is no dpkg on this machine");
        // A system of its own, in which nothing else is installed, and for which nobody needs to be root.
        String dpkg = """
                set -e
                PATH=$PATH:/usr/sbin:/sbin
                dpkg() { command dpkg --root="$PWD/system" --force-not-root --force-depends --log="$PWD/log" "$@" >&3; }
                """;
        shell.set("DEB", deb.toString());
        Result installed = shell.run(dpkg + """
                mkdir -p system/var/lib/dpkg/{info,updates,triggers}
                : > system/var/lib/dpkg/status
                dpkg --install "$DEB" 3>/dev/null 2>errors.txt || { cat errors.txt; exit 1; }
                export PATH=$TOOLS
                system/usr/bin/bedrock --version
                system/usr/bin/bedrock invoke --offline Hello
                """);
        assertThat(installed).isEqualTo(new Result(0, version() + "\n[offline echo] Hello\n", ""));
        assertStartsFromItsCaches("system/usr/bin/bedrock");
        Path system = shell.folder().resolve("system");
        assertThat(files(system))
                .contains(
                        "usr/share/man/man1/bedrock.1.gz",
                        "usr/share/man/man1/bedrock-async-list.1.gz",
                        "usr/share/bash-completion/completions/bedrock",
                        "usr/share/zsh/vendor-completions/_bedrock",
                        "usr/share/fish/vendor_completions.d/bedrock.fish",
                        "usr/share/doc/bedrock-cli/copyright",
                        "usr/share/doc/bedrock-cli/legal/README",
                        "usr/share/doc/bedrock-cli/legal/netty-tcnative/NOTICE.txt");
        assertThat(tlsLibraries(system.resolve("usr/lib/bedrock-cli"))).containsExactly(TLS_LIBRARY);
        assertCallsOverTls("system/usr/bin/bedrock", BORINGSSL);
        // Nothing that a run leaves, and every file as the package has it.
        assertThat(shell.run(dpkg + "dpkg --verify bedrock-cli 3>&1")).isEqualTo(new Result(0, "", ""));
        assertThat(shell.run(dpkg + "dpkg --purge bedrock-cli 3>/dev/null").code())
                .isZero();
        assertThat(files(system)).noneMatch(name -> !name.startsWith("var/lib/dpkg/"));
        assertThat(system.resolve("usr")).doesNotExist();
    }

    @Test
    void theDebianPackageSaysWhatItIs() throws Exception {
        Path deb = file("bedrock-cli_*.deb");
        assumeTrue(Shell.isOnPath("dpkg-deb"), "skipped: there is no dpkg-deb on this machine");
        shell.set("DEB", deb.toString());
        assertThat(shell.run("dpkg-deb --show --showformat='bedrock ${Version}\\n' \"$DEB\""))
                .isEqualTo(new Result(0, version() + "\n", ""));
        assertThat(shell.run("dpkg-deb --field \"$DEB\" Architecture; dpkg --print-architecture")
                        .out()
                        .lines()
                        .distinct())
                .hasSize(1);
        Result owners = shell.run("dpkg-deb --contents \"$DEB\" | awk '{ print $2, substr($1, 2) }' | sort -u");
        assertThat(owners.out()).isEqualTo("""
                root/root rw-r--r--
                root/root rwxr-xr-x
                root/root rwxrwxrwx
                """);
    }

    @Test
    void theZipRunsOnTheJavaThatIsThere() throws Exception {
        Path zip = file("bedrock-*-jvm.zip");
        unzip(zip, shell.folder());
        Result result = shell.set("JAVA_HOME", System.getProperty("java.home")).run("""
                PATH=$TOOLS
                bedrock-*/bin/bedrock --version
                bedrock-*/bin/bedrock invoke --offline Hello
                """);
        assertThat(result).isEqualTo(new Result(0, version() + "\n[offline echo] Hello\n", ""));
        // As far as there is one for this machine.
        assertCallsOverTls(
                "bedrock-*/bin/bedrock", tlsLibraries(Shell.application()).isEmpty() ? "the JDK" : BORINGSSL);
        List<String> names = files(shell.folder()).stream()
                .map(name -> name.replaceFirst("^[^/]*/", ""))
                .toList();
        assertThat(names)
                .contains("LICENSE", "legal/README", "bin/bedrock.cmd", "share/man/man1/bedrock.1")
                .noneMatch(name -> name.startsWith("runtime/"));
        assertThat(names.stream().filter(name -> name.startsWith("lib/")))
                .containsExactlyInAnyOrder(
                        "lib/bedrock.jar",
                        "lib/libnetty_tcnative_linux_aarch_64.so",
                        "lib/libnetty_tcnative_linux_x86_64.so",
                        "lib/libnetty_tcnative_osx_aarch_64.jnilib",
                        "lib/libnetty_tcnative_osx_x86_64.jnilib",
                        "lib/netty_tcnative_windows_x86_64.dll");
    }

    @Test
    void theLibraryForTlsStandsBesideTheJarAndNotInIt() throws IOException {
        try (ZipFile jar =
                new ZipFile(Shell.application().resolve("lib/bedrock.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("io/netty/internal/tcnative/SSL.class")
                    .noneMatch(name -> name.contains("netty_tcnative"));
        }
    }

    /** As in a folder that comes from another machine: TLS is the JDK's then, and nobody hears of it. */
    @Test
    void aLibraryForTlsThatIsMissingOrOfNoUseIsNotMissed() throws Exception {
        shell.set("APPLICATION", Shell.application().toString());
        assertThat(shell.run("cp -r \"$APPLICATION\" cut")).isEqualTo(new Result(0, "", ""));
        if (!Shell.bringsItsJava()) {
            shell.set("JAVA_HOME", System.getProperty("java.home"));
        }
        for (String library : tlsLibraries(shell.folder().resolve("cut"))) {
            Path file = shell.folder().resolve("cut").resolve(library);
            Files.write(
                    file,
                    Files.readAllBytes(TARGET.resolve("native/META-INF/native").resolve(FOREIGN)));
            assertCallsOverTls("cut/bin/bedrock", "the JDK");
            Files.delete(file);
        }
        assertCallsOverTls("cut/bin/bedrock", "the JDK");
    }

    private void assertCallsOverTls(String bedrock, String library) throws Exception {
        try (TlsEmulator emulator = TlsEmulator.start(scratch)) {
            shell.set(emulator.environment());
            assertThat(shell.run("PATH=$TOOLS\n%1$s invoke Hello\n%1$s stream Hello".formatted(bedrock)))
                    .isEqualTo(new Result(0, "[offline echo] Hello\n[offline echo] Hello\n", ""));
        }
        assertThat(shell.run("PATH=$TOOLS; " + bedrock + " --version -v").out()).contains("\ntls: " + library + "\n");
    }

    private static List<String> tlsLibraries(Path application) throws IOException {
        return files(application).stream()
                .filter(name -> name.contains("netty_tcnative"))
                .toList();
    }

    private void assertStartsFromItsCaches(String bedrock) throws Exception {
        assertThat(shell.run("PATH=$TOOLS; " + bedrock + " --version -v").out())
                .endsWith("start-up: AOT cache local.aot\n");
        assertThat(shell.run("PATH=$TOOLS; " + bedrock + " doctor --offline").out())
                .containsPattern("start-up +AOT cache calls.aot");
    }

    /** A file of the release; the two for Linux are made where the application has its own Java. */
    private static Path file(String name) throws IOException {
        assumeTrue(
                name.endsWith(".zip") || Files.exists(Shell.application().resolve("runtime/bin/java")),
                "skipped: this build has no run-time image");
        assumeTrue(
                name.endsWith(".zip") || System.getProperty("os.name").equals("Linux"), "skipped: this is not Linux");
        try (Stream<Path> files = Files.list(TARGET)) {
            List<Path> found = files.filter(file -> FileSystems.getDefault()
                            .getPathMatcher("glob:" + name)
                            .matches(file.getFileName()))
                    .toList();
            assertThat(found).as(name).hasSize(1);
            return found.get(0);
        }
    }

    private String version() throws IOException, InterruptedException {
        return shell.run("JAVA_HOME='" + System.getProperty("java.home") + "' bedrock --version")
                .out()
                .strip();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    /** With the modes that the archive has, as the usual tools take them. */
    private static void unzip(Path zip, Path folder) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
            Path root = archive.getPath("/");
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(root.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
                }
            }
        }
    }
}
