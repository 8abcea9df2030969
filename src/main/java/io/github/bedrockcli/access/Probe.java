package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.bulk.OrderedPool;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks models themselves whether they answer: one smallest request to each id. */
final class Probe {
    /** Tokens a minute are counted by model, so that several models at once do not throttle each other. */
    private static final int CONCURRENCY = 8;

    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile("is not authorized to perform: ([a-zA-Z-]+:[a-zA-Z]+)");

    private final Bedrock bedrock;
    private final Consumer<String> notes;

    Probe(Bedrock bedrock, Consumer<String> notes) {
        this.bedrock = bedrock;
        this.notes = notes;
    }

    private record Shot(String id, BedrockRequest request) {}

    /** What came of asking, by id; nothing for a row to which no request is small enough. */
    Map<String, Access> run(List<ModelSummary> rows) throws InterruptedException {
        ProbeRequests requests = new ProbeRequests(bedrock);
        List<Shot> shots = new ArrayList<>();
        for (ModelSummary row : rows) {
            requests.of(row).ifPresent(request -> shots.add(new Shot(row.id(), request)));
        }
        int left = rows.size() - shots.size();
        notes.accept("note: --probe sends " + requests(shots.size())
                + ", each of a few tokens that are paid for"
                + (left == 0
                        ? ""
                        : "; " + left + " more would cost more (pictures, videos) or take what cannot be made up"
                                + ", and " + (left == 1 ? "is" : "are") + " not probed"));
        Map<String, Access> answers = new LinkedHashMap<>();
        if (shots.isEmpty()) {
            return answers;
        }
        int[] next = {0};
        new OrderedPool(Math.min(CONCURRENCY, shots.size()))
                .run(
                        shots.iterator(),
                        this::answer,
                        (Access access) -> answers.put(shots.get(next[0]++).id(), access));
        return answers;
    }

    private static String requests(int count) {
        return count == 1 ? "1 request" : count + " requests";
    }

    private Access answer(Shot shot) {
        try {
            bedrock.invoke(shot.request());
            return Access.yes();
        } catch (BedrockException e) {
            return verdict(e);
        }
    }

    /**
     * What a refusal proves. Only an answer proves access for sure: which of its checks the service makes first, that of the
     * body or that of access, is not documented, so a body that was refused proves neither.
     */
    static Access verdict(BedrockException refusal) {
        String words = Words.few(refusal.getMessage());
        return switch (refusal.kind()) {
            case CREDENTIALS, CONFIGURATION, CANCELLED -> throw refusal;
            case ACCESS_DENIED -> Access.no(denied(refusal.getMessage()).orElse(words));
            case REFUSED ->
                refused(refusal).map(Access::no).orElseGet(() -> Access.unknown("the probe was refused: " + words));
            default -> Access.unknown(Words.failure(refusal));
        };
    }

    /** Recorded denials whose words are longer than what they say. */
    private static Optional<String> denied(String text) {
        if (text.contains("aws-marketplace:")) {
            return Optional.of("no right to subscribe to it in AWS Marketplace");
        }
        Matcher action = NOT_AUTHORIZED.matcher(text);
        if (!action.find()) {
            return Optional.empty();
        }
        String by = text.contains("service control policy")
                ? " (service control policy)"
                : text.contains("explicit deny") ? " (explicit deny)" : "";
        return Optional.of("not allowed: " + action.group(1) + by);
    }

    /** Recorded refusals that are about the id, whatever the body. */
    private static Optional<String> refused(BedrockException refusal) {
        String text = refusal.getMessage().replace('\u2019', '\'');
        if (text.contains("with on-demand throughput isn't supported")) {
            return Optional.of("only through a profile");
        }
        if (text.contains("model identifier is invalid")) {
            return Optional.of("the id is not one of this region's");
        }
        boolean gone =
                refusal.code().filter("ResourceNotFoundException"::equals).isPresent()
                        || text.contains("Operation not allowed");
        return gone ? Optional.of(Words.few(refusal.getMessage())) : Optional.empty();
    }
}
