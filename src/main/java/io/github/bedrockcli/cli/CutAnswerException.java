package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import java.nio.file.Path;

/** An answer was cut by a failure, and what came of it is kept in a file. */
final class CutAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final BedrockException failure;
    private final String kept;

    CutAnswerException(BedrockException failure, Path kept) {
        super(failure.getMessage(), failure);
        this.failure = failure;
        this.kept = kept.toString();
    }

    BedrockException failure() {
        return failure;
    }

    /** The file's name. */
    String kept() {
        return kept;
    }
}
