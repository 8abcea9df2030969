package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.OwnFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the program keeps what it keeps between runs: folders and files that are their owner's only, whatever the umask,
 * and never reached through a link that somebody put in their place. The place is that of the XDG Base Directory
 * Specification 0.8: {@code $XDG_STATE_HOME}, which counts only when it is absolute, else {@code ~/.local/state}.
 */
final class StateFolder {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** What has to be there already: something is wrong with a home that is not. */
    private final Path home;

    private final Path base;

    private StateFolder(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    /** Empty where the environment names no home. */
    static Optional<StateFolder> of(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!state.isEmpty() && Path.of(state).isAbsolute()) {
            Path base = Path.of(state);
            return Optional.of(new StateFolder(base.getRoot(), base));
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty()
                ? Optional.empty()
                : Optional.of(new StateFolder(
                        Path.of(home), Path.of(home).resolve(".local").resolve("state")));
    }

    Path chats() {
        return own().resolve("chats");
    }

    private Path own() {
        return base.resolve("bedrock-cli");
    }

    /** Makes the folders that are missing, and takes away what others may do in those of ours. */
    void make() throws IOException {
        OwnFiles.makeFolders(home, base);
        makeOwn(own());
        makeOwn(chats());
    }

    /**
     * Looks whether the folder of chats can be read.
     *
     * @return false when there is none yet
     * @throws IOException when there is something else in its place, or in that of the folder around it
     */
    boolean hasChats() throws IOException {
        for (Path folder : List.of(own(), chats())) {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            refuseOther(folder);
        }
        return true;
    }

    /** A new file; there must be none of its name. */
    static FileChannel create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.<OpenOption>of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                OwnFiles.attributes(file, FILE));
        try {
            restrict(file, FILE);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A file that is there. */
    static FileChannel open(Path file, StandardOpenOption... modes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(file.toString(), null, "it is not a file, or it is a link");
            }
            throw new NoSuchFileException(file.toString());
        }
        Set<OpenOption> options = new HashSet<>(Set.of(modes));
        options.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options);
    }

    /** The file in which the line editor keeps what was typed; it is made, for the editor would make it anybody's. */
    Path history() throws IOException {
        make();
        Path file = own().resolve("history");
        try {
            create(file).close();
        } catch (FileAlreadyExistsException e) {
            open(file, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
            restrict(file, FILE);
        }
        return file;
    }

    /** Why a file could not be used, in a few words. */
    static String reason(IOException error) {
        if (error instanceof AccessDeniedException) {
            return "permission denied: " + error.getMessage();
        }
        return error instanceof FileSystemException file && file.getReason() != null
                ? file.getReason() + ": " + file.getFile()
                : String.valueOf(error.getMessage());
    }

    /** Takes away what others may do with a file. */
    static void restrict(Path file) throws IOException {
        restrict(file, FILE);
    }

    private static void makeOwn(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, OwnFiles.attributes(folder, FOLDER));
        } catch (FileAlreadyExistsException e) {
            refuseOther(folder);
        }
        restrict(folder, FOLDER);
    }

    private static void refuseOther(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(folder.toString(), null, "it is not a folder, or it is a link");
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> wanted) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null && !view.readAttributes().permissions().equals(wanted)) {
            view.setPermissions(wanted);
        }
    }
}
