import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the application folder for machines without Java: {@code bedrock-VERSION-linux-ARCH.tar.gz} and a Debian package.
 * AOT caches fit only jars and a run-time image with the time that they were made with, to the second: files keep their
 * times, which Maven's plugins for such archives replace. All else is the same in every build: order, owners, modes.
 * Without a run-time image, or on another system than Linux, there is nothing to pack.
 *
 * <p>Run by the build: {@code java Packages.java TIME VERSION APPLICATION SHARE TEMPLATES TARGET}.
 */
final class Packages {
    private static final String NAME = "bedrock-cli";
    private static final String HOME = "usr/lib/" + NAME + "/";
    private static final String DOC = "usr/share/doc/" + NAME + "/";

    /** Where the format says how hard it was tried; Java leaves it open, and Debian's checks look at it. */
    private static final int GZIP_FLAGS = 8;

    private static final byte GZIP_BEST = 2;

    /** As Debian's changelogs have it. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** The launcher for Windows, and the build's own note of where the image comes from. */
    private static final Set<String> LEFT_OUT = Set.of("bin/bedrock.cmd", "runtime/made-from");

    /** Where the application's documents for people go in a Debian package. */
    private static final Map<String, String> SHARED = Map.of(
            "man/man1/", "usr/share/man/man1/",
            "bash-completion/completions/", "usr/share/bash-completion/completions/",
            "zsh/site-functions/", "usr/share/zsh/vendor-completions/",
            "fish/vendor_completions.d/", "usr/share/fish/vendor_completions.d/");

    private final Instant time;
    private final String version;
    private final Path application;
    private final Path share;
    private final Path templates;
    private final Path target;

    private Packages(String[] args) {
        time = Instant.parse(args[0]);
        version = args[1];
        application = Path.of(args[2]);
        share = Path.of(args[3]);
        templates = Path.of(args[4]);
        target = Path.of(args[5]);
    }

    public static void main(String[] args) throws IOException {
        new Packages(args).pack();
    }

    private void pack() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!system.equals("linux") || !Files.isExecutable(application.resolve("runtime/bin/java"))) {
            System.out.println("[INFO] no tar.gz and no .deb: there is no run-time image for Linux in " + application);
            return;
        }
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String folder = "bedrock-" + version + "-linux-" + (arm ? "aarch64" : "x64");
        write(target.resolve(folder + ".tar.gz"), gzip(tarball(folder + "/")));
        String architecture = arm ? "arm64" : "amd64";
        // A hyphen parts Debian's revision from the version, and a tilde sorts before the release.
        String release = version.replace('-', '~');
        write(target.resolve(NAME + "_" + release + "_" + architecture + ".deb"), debian(release, architecture));
    }

    private Tar tarball(String folder) throws IOException {
        Tree tree = new Tree();
        addApplication(tree, name -> folder + name);
        addAll(tree, share, name -> folder + "share/" + name);
        return new Tar(tree, time);
    }

    private byte[] debian(String release, String architecture) throws IOException {
        Tree tree = new Tree();
        addApplication(tree, name -> name.equals("LICENSE") || name.startsWith("legal/") ? DOC + name : HOME + name);
        tree.link("usr/bin/bedrock", "../lib/" + NAME + "/bin/bedrock");
        addShared(tree);
        Map<String, String> values = Map.of(
                "@version@",
                release,
                "@architecture@",
                architecture,
                "@size@",
                Long.toString(tree.kilobytes()),
                "@date@",
                DATE.format(time.atOffset(ZoneOffset.UTC)));
        tree.text(DOC + "copyright", template("copyright", values));
        tree.bytes(DOC + "changelog.gz", gzip(template("changelog", values).getBytes(StandardCharsets.UTF_8)));
        tree.text("usr/share/lintian/overrides/" + NAME, template("lintian-overrides", values));
        Tree control = new Tree();
        control.text("control", template("control", values));
        control.text("md5sums", tree.sums());
        Tar data = new Tar(tree.below("./"), time);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("!<arch>\n"));
        member(out, "debian-binary", ascii("2.0\n"));
        member(out, "control.tar.gz", gzip(new Tar(control.below("./"), time)));
        member(out, "data.tar.gz", gzip(data));
        return out.toByteArray();
    }

    private void addApplication(Tree tree, UnaryOperator<String> place) throws IOException {
        addAll(tree, application, name -> LEFT_OUT.contains(name) ? "" : place.apply(name));
    }

    private void addShared(Tree tree) throws IOException {
        for (Map.Entry<String, String> folder : SHARED.entrySet()) {
            addAll(
                    tree,
                    share,
                    name -> name.startsWith(folder.getKey())
                            ? folder.getValue() + name.substring(folder.getKey().length())
                            : "");
        }
        for (String page : tree.names("usr/share/man/man1/")) {
            tree.bytes(page + ".gz", gzip(tree.remove(page)));
        }
    }

    /** @param place the name in the package of a name in the folder, or empty */
    private void addAll(Tree tree, Path folder, UnaryOperator<String> place) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> !Files.isDirectory(file)).toList()) {
                String name = place.apply(folder.relativize(file).toString());
                if (!name.isEmpty()) {
                    tree.file(name, file);
                }
            }
        }
    }

    private String template(String name, Map<String, String> values) throws IOException {
        String text = Files.readString(templates.resolve(name));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }

    /** A member of an archive of {@code ar}, which is what a Debian package is. */
    private void member(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes(
                ascii("%-16s%-12d0     0     100644  %-10d`\n".formatted(name, time.getEpochSecond(), content.length)));
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write('\n');
        }
    }

    private static byte[] gzip(Tar tar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The best takes twice as long, and takes off less than a hundredth.
        try (OutputStream out = new Gzip(bytes, Deflater.DEFAULT_COMPRESSION)) {
            tar.write(out);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new Gzip(bytes, Deflater.BEST_COMPRESSION)) {
            out.write(content);
        }
        byte[] packed = bytes.toByteArray();
        packed[GZIP_FLAGS] = GZIP_BEST;
        return packed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        System.out.println("[INFO] " + file.getFileName() + ": " + content.length / 1_000_000 + " MB");
    }

    /** Without a time of its own. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out, int level) throws IOException {
            super(out, 1 << 16);
            def.setLevel(level);
        }
    }

    /** What stands at a place: a file of this machine, bytes made here, or a link; the other two are null or empty. Owned by root, readable by all. */
    private record Entry(Path file, byte[] made, String link) {
        private static final Pattern KEPT = Pattern.compile("/bedrock/(lib|runtime)/");

        boolean isLink() {
            return !link.isEmpty();
        }

        byte[] content() throws IOException {
            return isLink() ? new byte[0] : file == null ? made : Files.readAllBytes(file);
        }

        boolean isExecutable() throws IOException {
            return file != null && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        }

        /** An AOT cache fits the files beside it while they have the time they had. */
        Instant time(Instant usual) throws IOException {
            boolean asItWas = file != null && KEPT.matcher(file.toString()).find();
            return asItWas ? Files.getLastModifiedTime(file).toInstant() : usual;
        }
    }

    /** What a package holds, by name and in the order of names. */
    private static final class Tree {
        private final TreeMap<String, Entry> entries = new TreeMap<>();

        void file(String name, Path file) throws IOException {
            boolean isLink = Files.isSymbolicLink(file);
            entries.put(
                    name,
                    new Entry(
                            file,
                            new byte[0],
                            isLink ? Files.readSymbolicLink(file).toString() : ""));
        }

        void link(String name, String to) {
            entries.put(name, new Entry(null, new byte[0], to));
        }

        void bytes(String name, byte[] content) {
            entries.put(name, new Entry(null, content, ""));
        }

        void text(String name, String content) {
            bytes(name, content.getBytes(StandardCharsets.UTF_8));
        }

        byte[] remove(String name) throws IOException {
            return entries.remove(name).content();
        }

        List<String> names(String folder) {
            return entries.keySet().stream()
                    .filter(name -> name.startsWith(folder))
                    .toList();
        }

        Tree below(String folder) {
            Tree tree = new Tree();
            entries.forEach((name, entry) -> tree.entries.put(folder + name, entry));
            return tree;
        }

        long kilobytes() throws IOException {
            long size = 0;
            for (Entry entry : entries.values()) {
                size += (entry.content().length + 1023) / 1024;
            }
            return size;
        }

        /** What {@code dpkg --verify} compares files with. */
        String sums() throws IOException {
            StringBuilder sums = new StringBuilder();
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                if (!entry.getValue().isLink()) {
                    sums.append(md5(entry.getValue().content()))
                            .append("  ")
                            .append(entry.getKey())
                            .append('\n');
                }
            }
            return sums.toString();
        }

        private static String md5(byte[] content) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A tree in the format of POSIX tar. */
    private static final class Tar {
        private static final int BLOCK = 512;
        private static final int NAME_LENGTH = 100;

        private final Tree tree;
        private final Instant time;
        private final TreeMap<String, Boolean> folders = new TreeMap<>();

        /** @param time of folders, and of what was made here */
        Tar(Tree tree, Instant time) {
            this.tree = tree;
            this.time = time;
        }

        void write(OutputStream out) throws IOException {
            for (Map.Entry<String, Entry> entry : tree.entries.entrySet()) {
                writeFolders(entry.getKey(), out);
                Entry content = entry.getValue();
                byte[] bytes = content.content();
                int mode = content.isLink() ? 0777 : content.isExecutable() ? 0755 : 0644;
                char type = content.isLink() ? '2' : '0';
                out.write(header(entry.getKey(), mode, bytes.length, content.time(time), type, content.link()));
                out.write(bytes);
                out.write(new byte[-bytes.length & (BLOCK - 1)]);
            }
            out.write(new byte[2 * BLOCK]);
        }

        private void writeFolders(String name, OutputStream out) throws IOException {
            for (int end = name.indexOf('/') + 1; end > 0; end = name.indexOf('/', end) + 1) {
                String folder = name.substring(0, end);
                if (folders.put(folder, true) == null) {
                    out.write(header(folder, 0755, 0, time, '5', ""));
                }
            }
        }

        private static byte[] header(String name, int mode, int size, Instant time, char type, String link) {
            byte[] header = new byte[BLOCK];
            // A longer name is parted at a slash.
            int cut = name.length() <= NAME_LENGTH ? -1 : name.indexOf('/', name.length() - NAME_LENGTH - 1);
            put(header, 0, name.substring(cut + 1), NAME_LENGTH);
            put(header, 100, "%07o".formatted(mode), 8);
            put(header, 108, "0000000", 8);
            put(header, 116, "0000000", 8);
            put(header, 124, "%011o".formatted(size), 12);
            put(header, 136, "%011o".formatted(time.getEpochSecond()), 12);
            put(header, 148, "        ", 8);
            header[156] = (byte) type;
            put(header, 157, link, NAME_LENGTH);
            put(header, 257, "ustar\00000root", 40);
            put(header, 297, "root", 32);
            put(header, 345, cut < 0 ? "" : name.substring(0, cut), 155);
            int sum = 0;
            for (byte value : header) {
                sum += value & 0xff;
            }
            put(header, 148, "%06o\0 ".formatted(sum), 8);
            return header;
        }

        private static void put(byte[] header, int at, String text, int room) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > room) {
                throw new IllegalArgumentException("too long for tar: " + text);
            }
            System.arraycopy(bytes, 0, header, at, bytes.length);
        }
    }
}
