package io.github.bedrockcli.model;

/** The parameters that most families have, each under a name of its own; the command line has one option for each. */
public enum Common {
    MAX_TOKENS("--max-tokens"),
    TEMPERATURE("--temperature"),
    TOP_P("--top-p"),
    TOP_K("--top-k"),
    STOP("--stop"),
    DIMENSIONS("--dimensions"),
    NORMALIZE("--normalize"),
    INPUT_TYPE("--input-type"),
    TRUNCATE("--truncate"),
    NEGATIVE("--negative"),
    COUNT("--count"),
    SEED("--seed"),
    TOP("--top");

    private final String option;

    Common(String option) {
        this.option = option;
    }

    /** The command line's option for it. */
    public String option() {
        return option;
    }
}
