package io.github.bedrockcli.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may stand behind a fault's name: which requests meet it, and where it sets in. */
enum FaultKey {
    AFTER("after=N", "the first N matching requests are left alone (0)"),
    TIMES("times=N", "at most N requests meet the fault (all)"),
    RATE("rate=P", "each matching request meets it with this probability, 0 to 1 (1)"),
    SEED("seed=N", "another choice by rate; the same one repeats a run (1)"),
    AT("at=N", "after N events of a stream or N bytes of a body (half of them)"),
    ON("on=OPERATION", "by its API name, with * for any letters (those that run a model)"),
    MODEL("model=ID", "what the request names, with * for any letters (any)"),
    RETRY_AFTER("retry-after=S", "of an error: come again in S seconds; +S says it as a date");

    private final String syntax;
    private final String meaning;

    FaultKey(String syntax, String meaning) {
        this.syntax = syntax;
        this.meaning = meaning;
    }

    static Optional<FaultKey> named(String word) {
        return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FaultKey::word).toList();
    }

    String word() {
        return syntax.substring(0, syntax.indexOf('='));
    }

    /** How it is written, such as {@code after=N}. */
    String syntax() {
        return syntax;
    }

    /** What it says, in a line; in brackets what holds without it. */
    String meaning() {
        return meaning;
    }
}
