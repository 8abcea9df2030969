package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file that rows are added to before it gets its name, and what stands beside it until then.
 *
 * @param shown the file's name as it was typed, for messages
 * @param target the file
 */
record RowNames(String shown, Path target) {
    static final String PARTIAL = OutputFile.PARTIAL;
    static final String JOURNAL = ".resume";

    Path partial() {
        return target.resolveSibling(target.getFileName() + PARTIAL);
    }

    Path journal() {
        return target.resolveSibling(target.getFileName() + JOURNAL);
    }

    String shownPartial() {
        return shown + PARTIAL;
    }

    boolean hasPartial() {
        return Files.exists(partial(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether nothing is left to do: the file has its name, and nothing says that it is being made anew. */
    boolean isComplete() {
        return Files.isRegularFile(target) && !hasPartial();
    }

    /** @throws UsageException when the file cannot get its name */
    void check(boolean force) {
        OutputFile.check(target, shown, force);
    }
}
