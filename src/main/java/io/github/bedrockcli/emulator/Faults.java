package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.UsageException;
import java.util.List;

/** What the emulator does wrong on purpose, so that scripts can be tried against a misbehaving Bedrock. */
public final class Faults {
    private Faults() {}

    /** Nothing goes wrong. */
    public static Faults none() {
        return new Faults();
    }

    /**
     * The faults that {@code --fault} names.
     *
     * @throws UsageException for a specification that is none
     */
    public static Faults parse(List<String> specifications) {
        if (specifications.isEmpty()) {
            return none();
        }
        throw new UsageException("no fault '" + specifications.get(0) + "'");
    }
}
