import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Puts the program and its libraries into one jar, so that a run opens one file and not forty, and lifts class files that
 * are older than Java 8 to 17: neither a CDS archive nor an AOT cache can keep those, and picocli and slf4j are such.
 * Nothing is left out of the libraries but what a class path has no use for: module descriptors, signatures, Maven's
 * files, and the classes for particular releases of Java. Licences go to a folder beside the jar.
 *
 * <p>Run by the build, the program first on the class path: {@code java -cp asm.jar OneJar.java TIME JAR LEGAL CLASSPATH}.
 */
final class OneJar {
    /** What speaks of the jar that it stood in. */
    private static final String USELESS =
            "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|DEPENDENCIES|maven/.*|native-image/.*|versions/.*|[^/]*\\.(SF|RSA|DSA|EC))";

    private static final int OLDEST_KEPT = Opcodes.V1_8;
    /** Classes that no file of the jar has, such as the JDK's, are looked up by this. */
    private final ClassLoader libraries;

    private final FileTime time;
    private final Map<String, byte[]> entries = new TreeMap<>();
    private final Path legal;
    /** What the program itself has, some of it in the place of a library's: see StandInsTest. */
    private final Set<String> standIns = new HashSet<>();

    private OneJar(ClassLoader libraries, FileTime time, Path legal) {
        this.libraries = libraries;
        this.time = time;
        this.legal = legal;
    }

    public static void main(String[] args) throws IOException {
        FileTime time = FileTime.from(Instant.parse(args[0]));
        List<Path> jars = new ArrayList<>();
        for (String entry : args[3].split(File.pathSeparator)) {
            jars.add(Path.of(entry));
        }
        try (URLClassLoader libraries = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader())) {
            OneJar jar = new OneJar(libraries, time, Path.of(args[2]));
            jar.add(jars.get(0));
            jar.standIns.addAll(jar.entries.keySet());
            for (Path library : jars.subList(1, jars.size())) {
                jar.add(library);
            }
            Path file = Path.of(args[1]);
            deleteArchives(file.getParent());
            jar.write(file);
        }
    }

    /** The virtual machine does not notice that an archive was made from another jar (JDK 25.0.3), so none is left. */
    private static void deleteArchives(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.{aot,jsa}")) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        }
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }

    private void add(Path library) throws IOException {
        try (ZipFile zip = new ZipFile(library.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        add(library, entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private void add(Path library, String name, byte[] content) throws IOException {
        if (name.matches("META-INF/([^/]*-)?(LICENSE|NOTICE)[^/]*")) {
            keepLicence(library, name, content);
        } else if (name.startsWith("META-INF/services/")) {
            entries.merge(name, content, OneJar::lines);
        } else if (name.endsWith(".class")) {
            if (!name.endsWith("module-info.class") && !name.startsWith("META-INF/versions/")) {
                put(library, name, lifted(content));
            }
        } else if (!name.matches(USELESS)) {
            put(library, name, content);
        }
    }

    private void put(Path library, String name, byte[] content) {
        byte[] there = entries.putIfAbsent(name, content);
        if (there != null && !Arrays.equals(there, content) && !standIns.contains(name)) {
            throw new IllegalStateException(library + " has another " + name + " than a jar before it");
        }
    }

    private void keepLicence(Path library, String name, byte[] content) throws IOException {
        String folder = library.getFileName().toString().replaceFirst("\\.jar$", "");
        Path file = legal.resolve(folder).resolve(name.substring("META-INF/".length()));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] lines(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.write('\n');
        both.writeBytes(second);
        return both.toByteArray();
    }

    private byte[] lifted(byte[] content) {
        ClassReader reader = new ClassReader(content);
        if (reader.readUnsignedShort(6) >= OLDEST_KEPT) {
            return content;
        }
        // From Java 7 on a class file says what is on the stack where; older ones left that to the verifier.
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return libraries;
            }
        };
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visit(int version, int access, String name, String sig, String parent, String[] is) {
                        super.visit(Opcodes.V17, access, name, sig, parent, is);
                    }
                },
                ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private void write(Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entries.forEach((name, content) -> {
                try {
                    ZipEntry entry = new ZipEntry(name);
                    entry.setLastModifiedTime(time);
                    zip.putNextEntry(entry);
                    zip.write(content);
                    zip.closeEntry();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.setLastModifiedTime(jar, time);
    }
}
