package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * StartAsyncInvoke, GetAsyncInvoke and ListAsyncInvokes. Jobs live as long as the emulator; nothing is made and nothing
 * written to S3. A job is in progress until it has been asked about twice or a few seconds have passed; then it is
 * completed, or failed where its input holds {@value #MARK}.
 *
 * <p>Source of members, patterns and limits: the service model of {@code bedrock-runtime} (botocore 1.43). In which
 * order jobs are listed when nobody says it tells not; here the newest come first. That the location names the
 * invocation's folder from the start is recorded (pwshBedrock, sample output of GetAsyncInvoke).
 */
final class AsyncInvokes {
    static final String MARK = "[offline failure]";

    private static final int POLLS_IN_PROGRESS = 2;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int ID_LENGTH = 12;
    private static final List<String> STATUSES = List.of("InProgress", "Completed", "Failed");

    private static final String ARN = "arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:async-invoke/[a-z0-9]{12}";

    private final Clock clock;
    private final Catalogue catalogue;
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    AsyncInvokes(Clock clock, Catalogue catalogue) {
        this.clock = clock;
        this.catalogue = catalogue;
    }

    /**
     * StartAsyncInvoke; the same token again gives the same job.
     *
     * @param admission refuses a model that the caller may not have
     */
    synchronized Response start(JsonNode body, Caller caller, Consumer<Catalogue.Target> admission) {
        AsyncRequestRules.check(body);
        Catalogue.Target target =
                catalogue.resolveAsync(caller.region(), body.path("modelId").asText());
        admission.accept(target);
        CatalogueModel model = target.model();
        EmulatedAsyncModel family = EmulatedAsyncModels.find(model.id())
                // The words for a model that has no such form: public report, boto/boto3 issue 4382.
                .orElseThrow(() -> ServiceError.validation("The provided request is not valid"));
        JsonNode input = body.path("modelInput");
        family.check(model, input);
        String token = body.path("clientRequestToken").asText(RequestIds.uuid());
        Job job = withToken(token, body).orElseGet(() -> {
            Job started = new Job(
                    body.hashCode(),
                    (ObjectNode) body.at("/outputDataConfig/s3OutputDataConfig"),
                    token,
                    "arn:aws:bedrock:" + caller.region() + ":" + Caller.ACCOUNT + ":async-invoke/" + newId(),
                    model.arn(caller.region()),
                    now(),
                    Json.line(input).contains(MARK)
                            ? "The bedrock emulator fails invocations whose input holds " + MARK + "."
                            : null);
            jobs.put(started.arn, started);
            return started;
        });
        return Response.json(Json.object().put("invocationArn", job.arn));
    }

    /** GetAsyncInvoke. */
    synchronized Response get(String arn) {
        if (!arn.matches(ARN)) {
            throw Constraint.pattern("invocationArn", arn, ARN);
        }
        Job job = jobs.get(arn);
        if (job == null) {
            throw ServiceError.validation("The bedrock emulator has no async invocation " + arn + ".");
        }
        job.asked(now());
        return Response.json(job.row());
    }

    /** ListAsyncInvokes: those of the region that is asked. */
    synchronized Response list(Request request, Caller caller) {
        Optional<String> status = ControlPlane.filter(request, "statusEquals", STATUSES);
        ControlPlane.filter(request, "sortBy", List.of("SubmissionTime"));
        boolean ascending = ControlPlane.filter(request, "sortOrder", List.of("Ascending", "Descending"))
                .filter("Ascending"::equals)
                .isPresent();
        Optional<Instant> after = OwnModels.time(request, "submitTimeAfter");
        Optional<Instant> before = OwnModels.time(request, "submitTimeBefore");
        Instant now = now();
        List<Job> found = new ArrayList<>();
        for (Job job : jobs.values()) {
            job.passed(now);
            boolean kept = job.arn.contains(":" + caller.region() + ":")
                    && status.map(job.status()::equals).orElse(true)
                    && after.map(job.submitted::isAfter).orElse(true)
                    && before.map(job.submitted::isBefore).orElse(true);
            if (kept) {
                // Newest first, also among those of one instant.
                found.add(0, job);
            }
        }
        Comparator<Job> order = Comparator.comparing(job -> job.submitted);
        found.sort(ascending ? order : order.reversed());
        return Page.of(
                request, "asyncInvokeSummaries", found.stream().map(Job::row).toList());
    }

    /** In whole milliseconds, so that all times of a job are written alike. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Optional<Job> withToken(String token, JsonNode body) {
        Optional<Job> known =
                jobs.values().stream().filter(job -> job.token.equals(token)).findFirst();
        if (known.isPresent() && known.get().requestHash != body.hashCode()) {
            throw ServiceError.of(
                    400,
                    "ConflictException",
                    "The bedrock emulator has started another request with this clientRequestToken.");
        }
        return known;
    }

    private static String newId() {
        return RequestIds.uuid().replace("-", "").substring(0, ID_LENGTH);
    }

    /** One job; its state is kept by the one lock of the class around it. */
    private static final class Job {
        private final int requestHash;
        private final ObjectNode output;
        private final String token;
        private final String arn;
        private final String modelArn;
        private final Instant submitted;
        private final @Nullable String failure;
        private int polls;
        private @Nullable Instant ended;

        Job(
                int requestHash,
                ObjectNode output,
                String token,
                String arn,
                String modelArn,
                Instant submitted,
                @Nullable String failure) {
            this.requestHash = requestHash;
            this.output = output;
            this.token = token;
            this.arn = arn;
            this.modelArn = modelArn;
            this.submitted = submitted;
            this.failure = failure;
        }

        void asked(Instant now) {
            passed(now);
            polls++;
            if (ended == null && polls > POLLS_IN_PROGRESS) {
                ended = now;
            }
        }

        void passed(Instant now) {
            if (ended == null && !now.isBefore(submitted.plus(LONGEST))) {
                ended = submitted.plus(LONGEST);
            }
        }

        String status() {
            return ended == null ? "InProgress" : failure == null ? "Completed" : "Failed";
        }

        ObjectNode row() {
            ObjectNode row = Json.object()
                    .put("invocationArn", arn)
                    .put("modelArn", modelArn)
                    .put("clientRequestToken", token)
                    .put("status", status())
                    .put("submitTime", submitted.toString())
                    .put("lastModifiedTime", (ended == null ? submitted : ended).toString());
            if (ended != null) {
                row.put("endTime", ended.toString());
                if (failure != null) {
                    row.put("failureMessage", failure);
                }
            }
            String folder = output.path("s3Uri").asText().replaceFirst("/+$", "");
            row.putObject("outputDataConfig")
                    .set(
                            "s3OutputDataConfig",
                            output.deepCopy().put("s3Uri", folder + "/" + arn.substring(arn.lastIndexOf('/') + 1)));
            return row;
        }
    }
}
