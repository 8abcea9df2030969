import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Puts netty-tcnative's library with BoringSSL beside the jar, where the program looks for it: that of this machine's
 * platform and no other, if there is one.
 *
 * <p>Run by the build: {@code java PlatformLibrary.java TIME LIBRARIES LIB}.
 */
final class PlatformLibrary {
    /** By system and processor as the names of netty's files have them. */
    private static final Map<String, String> FILES = Map.of(
            "linux x86_64", "libnetty_tcnative_linux_x86_64.so",
            "linux aarch_64", "libnetty_tcnative_linux_aarch_64.so",
            "osx x86_64", "libnetty_tcnative_osx_x86_64.jnilib",
            "osx aarch_64", "libnetty_tcnative_osx_aarch_64.jnilib",
            "windows x86_64", "netty_tcnative_windows_x86_64.dll");

    private PlatformLibrary() {}

    public static void main(String[] args) throws IOException {
        FileTime time = FileTime.from(Instant.parse(args[0]));
        Path lib = Path.of(args[2]);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(lib, "*netty_tcnative*")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        String name = FILES.get(system() + " " + processor());
        if (name == null) {
            return;
        }
        // Written and not copied: it is only mapped into memory, and needs no right to be executed.
        Path file = Files.write(lib.resolve(name), Files.readAllBytes(Path.of(args[1], name)));
        Files.setLastModifiedTime(file, time);
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "osx" : name.startsWith("windows") ? "windows" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name.equals("aarch64") ? "aarch_64" : name;
    }
}
