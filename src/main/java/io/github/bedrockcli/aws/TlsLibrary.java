package io.github.bedrockcli.aws;

import io.netty.internal.tcnative.Library;
import io.netty.internal.tcnative.SSL;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * BoringSSL, as netty-tcnative builds it for some platforms: whether it is there and may be used. A file of the
 * application's own folder is loaded and no other.
 */
final class TlsLibrary {
    /** Who sets one of these means the JDK's TLS. */
    private static final List<String> JDK = List.of(
            "javax.net.ssl.",
            "javax.net.debug",
            "jdk.tls.",
            "https.protocols",
            "jsse.",
            "sun.security.ssl.",
            "java.security.properties");

    private static final int ELF = 0x464c457f;
    private static final int ELF_HEADER = 64;

    private static @Nullable Boolean usable;

    private TlsLibrary() {}

    /** Loads it at the first call, and never again. */
    static synchronized boolean isUsable() {
        Boolean known = usable;
        if (known == null) {
            known = !isJdkMeant() && load();
            usable = known;
        }
        return known;
    }

    /** Of the library, which must be usable; such as {@code BoringSSL}. */
    static String version() {
        return SSL.versionString();
    }

    private static boolean isJdkMeant() {
        return "jdk".equals(System.getProperty("bedrock.tls"))
                || System.getProperties().stringPropertyNames().stream()
                        .anyMatch(name -> JDK.stream().anyMatch(name::startsWith));
    }

    private static boolean load() {
        try {
            Path file = file();
            if (file == null || !Files.isRegularFile(file) || !isWhole(file)) {
                return false;
            }
            System.load(file.toString());
            return Library.initialize("provided", null);
        } catch (LinkageError | Exception e) {
            // A system without glibc, say. The JDK's TLS is as good, and only slower to start.
            return false;
        }
    }

    /**
     * False for the beginning of an ELF file, as a full disk leaves it: the system would map what is not there, and the
     * process would be gone without a word. Other systems look for themselves.
     */
    static boolean isWhole(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(ELF_HEADER);
        }
        ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < ELF_HEADER) {
            return false;
        }
        // The table of sections comes last: e_shoff, e_shentsize and e_shnum of Elf64_Ehdr, elf(5).
        return head.getInt(0) != ELF || head.getLong(40) + head.getShort(58) * head.getShort(60) <= Files.size(file);
    }

    /** Where the build puts it, beside the program's jar, unless a property names the folder. */
    private static @Nullable Path file() {
        String folder = System.getProperty("bedrock.native");
        String jar = System.getProperty("java.class.path");
        if (folder == null && (jar.contains(File.pathSeparator) || !jar.endsWith(".jar"))) {
            return null;
        }
        Path place = folder == null ? Path.of(jar).toAbsolutePath().getParent() : Path.of(folder);
        String name = name(System.getProperty("os.name"), System.getProperty("os.arch"));
        return place == null || name == null ? null : place.toAbsolutePath().resolve(name);
    }

    /** As netty-tcnative-boringssl-static calls the library; null where it has none. */
    static @Nullable String name(String system, String processor) {
        String bits = switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch_64";
            default -> null;
        };
        String os = system.toLowerCase(Locale.ROOT);
        if (bits == null) {
            return null;
        }
        if (os.equals("linux")) {
            return "libnetty_tcnative_linux_" + bits + ".so";
        }
        if (os.startsWith("mac")) {
            return "libnetty_tcnative_osx_" + bits + ".jnilib";
        }
        return os.startsWith("windows") && bits.equals("x86_64") ? "netty_tcnative_windows_x86_64.dll" : null;
    }
}
