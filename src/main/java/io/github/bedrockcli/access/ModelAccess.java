package io.github.bedrockcli.access;

import io.github.bedrockcli.access.Availabilities.Told;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Which of a region's models and profiles an account can call: each foundation model behind them is asked for once. */
public final class ModelAccess {
    private final Bedrock bedrock;
    private final Instant now;
    private final Consumer<String> notes;

    public ModelAccess(Bedrock bedrock, Instant now, Consumer<String> notes) {
        this.bedrock = bedrock;
        this.now = now;
        this.notes = notes;
    }

    /**
     * The access of each row, by its id.
     *
     * @param listed everything that is known of the region, for reasons that name another id
     * @throws io.github.bedrockcli.aws.BedrockException when credentials or configuration are at fault
     */
    public Map<String, Access> of(Collection<ModelSummary> rows, Collection<ModelSummary> listed)
            throws InterruptedException {
        Set<String> models = new LinkedHashSet<>();
        rows.forEach(row -> models.addAll(Known.basesToAsk(row)));
        Map<String, Told> told = new Availabilities(bedrock).ask(models);
        if (told.values().stream().anyMatch(answer -> answer.failure() == Kind.ACCESS_DENIED)) {
            notes.accept("warning: access could not be asked for every model: allow"
                    + " bedrock:GetFoundationModelAvailability for the caller");
        }
        AccessRules rules = rules(listed);
        Map<String, Access> access = new LinkedHashMap<>();
        rows.forEach(row -> access.put(row.id(), rules.judge(row, told)));
        return access;
    }

    /**
     * Access as one small request to each row tells it, where that can be sent; what it tells takes the place of the rest.
     *
     * @param access as {@link #of} told it
     */
    public Map<String, Access> probed(
            Collection<ModelSummary> rows, Collection<ModelSummary> listed, Map<String, Access> access)
            throws InterruptedException {
        AccessRules rules = rules(listed);
        List<ModelSummary> callable =
                rows.stream().filter(row -> rules.refusedByForm(row).isEmpty()).toList();
        Map<String, Access> probed = new LinkedHashMap<>(access);
        new Probe(bedrock, notes).run(callable).forEach((id, answer) -> {
            Access before = access.get(id);
            probed.put(id, before == null ? answer : answer.with(before.statuses()));
        });
        return probed;
    }

    private AccessRules rules(Collection<ModelSummary> listed) {
        return new AccessRules(new Known(listed), bedrock.region(), now);
    }
}
