package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;

/** What others said, cut to what a cell of a table can hold. */
final class Words {
    private static final int MOST = 120;

    private Words() {}

    /** The first sentence, on one line and without control characters. */
    static String few(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        int end = line.indexOf(". ");
        String sentence = end > 0 ? line.substring(0, end) : line;
        String whole = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return whole.length() <= MOST ? whole : whole.substring(0, MOST - 3) + "...";
    }

    /** Why a question has no answer, where that has nothing to do with what was asked. */
    static String failure(BedrockException failure) {
        return switch (failure.kind()) {
            case THROTTLED -> "throttled";
            case UNAVAILABLE -> "the service failed (" + few(failure.getMessage()) + ")";
            case NETWORK, TIMEOUT -> "no answer (" + few(failure.getMessage()) + ")";
            default -> few(failure.getMessage());
        };
    }
}
