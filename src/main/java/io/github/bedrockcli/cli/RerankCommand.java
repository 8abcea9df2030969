package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.cli.DocumentOptions.Document;
import io.github.bedrockcli.family.UnreadableReplyException;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Ranked;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.AnswerFacts;
import io.github.bedrockcli.render.RankFormat;
import io.github.bedrockcli.render.RankedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code bedrock rerank}: documents in the order of how well they answer a query. */
final class RerankCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Rank documents by how well they answer a query, the best first.";

    private String query = "";
    private final DocumentOptions documents = new DocumentOptions();
    private final TextOptions text = new TextOptions();
    private final RerankOptions options = new RerankOptions();
    private RankFormat format = RankFormat.TEXT;
    private final TargetOptions target = new TargetOptions();
    private boolean usage;
    private boolean printRequest;

    RerankCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("rerank", ABOUT);
        command.examples(
                "bedrock rerank \"two wheels\" --document \"a red bicycle\" --document \"a lighthouse\"",
                "bedrock rerank \"a vehicle\" --input docs.jsonl --field /text --id-field /id --top 1 -o jsonl");
        command.argument("QUERY", "1", "What is looked for.").text(value -> query = value);
        documents.declare(command);
        text.declare(command);
        options.declare(command);
        command.option(
                        "-o, --output",
                        "FORMAT",
                        "text (rank, score, index, text between tabs, a document a line; tabs and line ends in a"
                                + " document as \\t and \\n, backslashes doubled), json (one object) or jsonl (an object a document)"
                                + " (default: text).")
                .byDefault("text")
                .word(RankFormat.values(), value -> format = value);
        target.declare(command);
        command.flag("-u, --usage", "At the end, on standard error: documents, tokens, time.", value -> usage = value);
        command.flag(
                "--print-request",
                "Print method, URL, headers and body instead of sending; needs no credentials.",
                value -> printRequest = value);
    }

    @Override
    ExitCode execute() throws IOException {
        try (Bedrock bedrock = openResolving(options.resolve())) {
            ModelQuestions questions = printRequest
                    ? ModelQuestions.refused(options.resolve())
                    : ModelQuestions.to(bedrock, options.resolve(), notes());
            return execute(bedrock, options.plan(text.files(io(), notes()), questions));
        }
    }

    private ExitCode execute(Bedrock bedrock, RerankPlan plan) throws IOException {
        if (query.isBlank()) {
            throw new UsageException("the query is empty", "bedrock rerank \"your query\" --input FILE");
        }
        if (documents.readsStandardInput() && options.readsStandardInput()) {
            throw new UsageException("standard input can be read once: for the documents, or by -p NAME=@-");
        }
        List<Document> read = documents.read(io(), text.files(io(), notes()), plan);
        BedrockRequest request =
                plan.request(query, read.stream().map(Document::text).toList());
        try (AnswerOutput output = target.open(io())) {
            if (printRequest) {
                GenerateCommand.print(bedrock.preview(request, false), output);
                return ExitCode.OK;
            }
            return run(bedrock, plan, request, read, output);
        }
    }

    private ExitCode run(
            Bedrock bedrock, RerankPlan plan, BedrockRequest request, List<Document> read, AnswerOutput output)
            throws IOException {
        BedrockResponse response = bedrock.invoke(request);
        notes().detail("request id: " + response.requestId() + ", region: " + bedrock.region() + ", family: "
                + plan.family().name());
        List<RankedText> ranking = ranking(plan, response, read);
        AnswerFacts facts = new AnswerFacts(
                bedrock.called(plan.id()).value(),
                plan.family().name(),
                Api.INVOKE,
                bedrock.region(),
                response.firstByte(),
                response.total(),
                response.requestId());
        format.write(output.stream(), query, ranking, facts, response.headerUsage());
        output.complete();
        if (usage) {
            Long tokens = response.headerUsage().inputTokens();
            notes().line(String.format(
                    Locale.ROOT,
                    "usage: %d of %d documents; tokens in %s; total %.2f s",
                    ranking.size(),
                    read.size(),
                    tokens == null ? "?" : tokens.toString(),
                    response.total().toMillis() / 1000.0));
        }
        return ExitCode.OK;
    }

    private static List<RankedText> ranking(RerankPlan plan, BedrockResponse response, List<Document> read) {
        List<Ranked> order;
        try {
            order = plan.family().ranking(Json.parse(response.body()), read.size());
        } catch (JsonProcessingException e) {
            throw unreadable("the reply " + ReplyProblem.of(response.body(), e), response, e);
        } catch (UnreadableReplyException e) {
            throw unreadable(String.valueOf(e.getMessage()), response, e);
        }
        List<RankedText> ranking = new ArrayList<>();
        for (Ranked ranked : order) {
            Document document = read.get(ranked.index());
            ranking.add(
                    new RankedText(ranking.size() + 1, ranked.score(), ranked.index(), document.id(), document.text()));
        }
        return ranking;
    }

    private static BedrockException unreadable(String message, BedrockResponse response, Exception cause) {
        return BedrockException.of(Kind.UNREADABLE, message)
                .requestId(response.requestId())
                .cause(cause)
                .build();
    }
}
