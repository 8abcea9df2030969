package io.github.bedrockcli.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in a few words why a file could not be used. */
final class Reason {
    private Reason() {}

    /** Whether the disk is full or broken, and another name in the same folder would be no better. */
    static boolean isOfDisk(IOException error) {
        String reason = of(error);
        return reason.startsWith("No space left")
                || reason.startsWith("Disk quota exceeded")
                || reason.startsWith("Input/output error");
    }

    static String of(IOException error) {
        if (error instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (error instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (error instanceof FileSystemLoopException) {
            return "a loop of links";
        }
        if (error instanceof FileSystemException file
                && String.valueOf(file.getReason()).startsWith("Too many levels")) {
            return "a loop of links";
        }
        if (error instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return String.valueOf(error.getMessage());
    }
}
