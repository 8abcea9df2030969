package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.cli.EmbedItems.Item;
import io.github.bedrockcli.family.RefusedReplyException;
import io.github.bedrockcli.family.UnreadableReplyException;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.PlainJson;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.render.EmbeddingRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns groups of inputs into groups of vectors, a call each; used by several threads at once. */
final class EmbedCalls {
    /** Failures that every other input would meet too: not an input's own, so they end the run in any case. */
    private static final Set<Kind> EVERYBODYS =
            Set.of(Kind.CONFIGURATION, Kind.CREDENTIALS, Kind.ACCESS_DENIED, Kind.CANCELLED);

    private final Bedrock bedrock;
    private final EmbedPlan plan;
    private final boolean keepGoing;
    private final Notes notes;

    EmbedCalls(Bedrock bedrock, EmbedPlan plan, boolean keepGoing, Notes notes) {
        this.bedrock = bedrock;
        this.plan = plan;
        this.keepGoing = keepGoing;
        this.notes = notes;
    }

    /**
     * An input's outcome.
     *
     * @param place where the input stands, for messages
     * @param print tells the input from others
     */
    record Outcome(String place, long print, EmbeddingRow row) {
        static Outcome of(Item item, EmbeddingRow row) {
            return new Outcome(item.place(), InputPrint.of(item), row);
        }
    }

    /**
     * What became of a group.
     *
     * @param outcomes one for each input, in order
     * @param calls how many calls it took
     * @param inputTokens how many tokens they counted; null where nothing was counted
     */
    record Group(
            List<Outcome> outcomes, int calls, @Nullable Long inputTokens) {
        Group with(Group later) {
            List<Outcome> both = new ArrayList<>(outcomes);
            both.addAll(later.outcomes);
            Usage tokens = Usage.of(inputTokens, null).plus(Usage.of(later.inputTokens, null));
            return new Group(both, calls + later.calls, tokens.inputTokens());
        }
    }

    /** Embeds up to a batch of inputs; with {@code --keep-going} those that cannot be sent fail for themselves. */
    Group embed(List<Item> items) {
        List<Item> sendable = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Item item : items) {
            if (item.problem() == null) {
                sendable.add(item);
            } else {
                outcomes.add(failed(item, item.problem()));
            }
        }
        if (sendable.isEmpty()) {
            return new Group(outcomes, 0, null);
        }
        Group sent = send(sendable);
        outcomes.addAll(sent.outcomes());
        outcomes.sort(Comparator.comparingLong(outcome -> outcome.row().index()));
        return new Group(outcomes, sent.calls(), sent.inputTokens());
    }

    private Group send(List<Item> items) {
        BedrockRequest request = plan.request(items.stream().map(Item::sendable).toList());
        if (request.body().length > InputFiles.MAX_BYTES && items.size() > 1) {
            return halves(items);
        }
        try {
            return call(request, items);
        } catch (BedrockException e) {
            if (!keepGoing) {
                throw placed(e, items);
            }
            if (EVERYBODYS.contains(e.kind()) || isAboutTheModel(e)) {
                throw e;
            }
            if (e.kind() == Kind.REFUSED && items.size() > 1) {
                // One input of the batch is at fault, and a refused call costs nothing: find it by halves.
                return halves(items);
            }
            List<Outcome> failures =
                    items.stream().map(item -> failed(item, e.getMessage())).toList();
            return new Group(failures, 1, null);
        }
    }

    private Group halves(List<Item> items) {
        int middle = items.size() / 2;
        return send(items.subList(0, middle)).with(send(items.subList(middle, items.size())));
    }

    private Group call(BedrockRequest request, List<Item> items) {
        BedrockResponse response = bedrock.invoke(request);
        Long counted = response.headerUsage().inputTokens();
        List<Embedding> vectors = vectors(response, items.size());
        notes.detail("request id: " + response.requestId() + ", from "
                + items.get(0).place() + ", region: " + bedrock.region() + ", family: "
                + plan.family().name() + ", vector size: " + vectors.get(0).size());
        List<Outcome> outcomes = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            outcomes.add(Outcome.of(item, EmbeddingRow.of(item.index(), item.id(), vectors.get(i))));
        }
        Long tokens = counted == null && vectors.size() == 1 ? vectors.get(0).inputTokens() : counted;
        return new Group(outcomes, 1, tokens);
    }

    private List<Embedding> vectors(BedrockResponse response, int inputs) {
        try {
            JsonNode plain = PlainJson.readReals(response.body());
            JsonNode body = plain == null ? Json.parse(response.body()) : plain;
            List<Embedding> vectors =
                    plan.family().vectors(body, response.headerUsage().inputTokens());
            if (vectors.size() != inputs) {
                throw new UnreadableReplyException("the reply has " + vectors.size() + " vectors for " + inputs + " "
                        + plan.noun() + (inputs == 1 ? "" : "s") + ": which belongs to which cannot be told");
            }
            return vectors;
        } catch (JsonProcessingException e) {
            throw unreadable("the reply " + ReplyProblem.of(response.body(), e), response, e);
        } catch (UnreadableReplyException e) {
            throw unreadable(String.valueOf(e.getMessage()), response, e);
        } catch (RefusedReplyException e) {
            throw BedrockException.of(Kind.REFUSED, String.valueOf(e.getMessage()))
                    .requestId(response.requestId())
                    .cause(e)
                    .build();
        }
    }

    private static BedrockException unreadable(String message, BedrockResponse response, Exception cause) {
        return BedrockException.of(Kind.UNREADABLE, message)
                .requestId(response.requestId())
                .cause(cause)
                .build();
    }

    private static Outcome failed(Item item, String reason) {
        return Outcome.of(item, EmbeddingRow.failed(item.index(), item.id(), reason));
    }

    /** A refusal says which input it is about, as far as can be told. */
    private BedrockException placed(BedrockException error, List<Item> items) {
        if (error.kind() != Kind.REFUSED || isAboutTheModel(error)) {
            return error;
        }
        String first = items.get(0).place();
        String last = items.get(items.size() - 1).place();
        String where = items.size() == 1
                ? first
                : "one of " + items.size() + " " + plan.noun() + "s from " + first + " to " + last;
        return BedrockException.of(error.kind(), where + ": " + error.getMessage())
                .code(error.code().orElse(null))
                .status(error.status())
                .requestId(error.requestId().orElse(null))
                .reason(error.reason().orElse(null))
                .fix(error.fix().orElse(null))
                .docs(error.docs().orElse(null))
                .cause(error)
                .build();
    }

    /** Recorded refusals that no other input would change: an unknown, a retired and a profile-only model. */
    private static boolean isAboutTheModel(BedrockException error) {
        String message = error.getMessage();
        return error.code().filter("ResourceNotFoundException"::equals).isPresent()
                || message.contains("model identifier is invalid")
                || message.contains("with on-demand throughput");
    }
}
