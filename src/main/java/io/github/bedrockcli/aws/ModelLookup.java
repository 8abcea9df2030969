package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Asks what is behind an ARN, for a run that can do without the answer. */
public final class ModelLookup {
    /** What would fail the call to the model in the same way. */
    private static final Set<Kind> FATAL = EnumSet.of(Kind.CONFIGURATION, Kind.CREDENTIALS, Kind.CANCELLED);

    private final Bedrock bedrock;
    private final Consumer<String> notes;
    private final Consumer<String> details;

    /**
     * @param notes gets a line when the question cost time for nothing
     * @param details gets a line in every other case: what was told, or why nothing was
     */
    public ModelLookup(Bedrock bedrock, Consumer<String> notes, Consumer<String> details) {
        this.bedrock = bedrock;
        this.notes = line -> notes.accept(shown(line));
        this.details = line -> details.accept(shown(line));
    }

    /**
     * What is behind the ARN; {@link BaseModel#UNKNOWN} where the caller may not ask or nobody answers.
     *
     * @throws BedrockException when there are no credentials or no region: no call will get further
     */
    public BaseModel ask(ModelId id) {
        try {
            BaseModel found = bedrock.baseModel(id);
            details.accept("note: behind " + id + ": " + described(found));
            return found;
        } catch (BedrockException e) {
            if (FATAL.contains(e.kind())) {
                throw e;
            }
            boolean slow = e.kind() == Kind.TIMEOUT || e.kind() == Kind.NETWORK;
            (slow ? notes : details)
                    .accept("note: what is behind " + id + " could not be asked: " + e.getMessage()
                            + e.fix()
                                    .map(fix -> " (" + fix + ", or name the family with --family)")
                                    .orElse(" (--family names the family)"));
            return BaseModel.UNKNOWN;
        }
    }

    /** Without control characters, which could rewrite a terminal: the words are the service's. */
    private static String shown(String line) {
        return line.replaceAll("\\p{Cntrl}", " ");
    }

    private static String described(BaseModel found) {
        String architecture = found.architecture();
        if (architecture != null) {
            return "an imported model of architecture " + architecture
                    + (found.converse() ? ", which takes Converse" : "");
        }
        return found.arn() == null ? "no model that is named" : found.arn();
    }
}
