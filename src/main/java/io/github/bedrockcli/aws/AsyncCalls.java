package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.S3Output;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeOutputDataConfig;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeS3OutputDataConfig;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeSummary;
import software.amazon.awssdk.services.bedrockruntime.model.GetAsyncInvokeResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ListAsyncInvokesRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Tag;

/** The operations of asynchronous invocations: our values as the SDK's, the SDK's as ours. */
final class AsyncCalls {
    /** Source: the runtime service model, shape MaxResults. */
    private static final int LONGEST_PAGE = 1000;

    private AsyncCalls() {}

    /** StartAsyncInvoke; null where the reply, such as that of a preview, has no ARN. */
    static @Nullable String start(BedrockRuntimeClient client, AsyncRequest request) {
        S3Output output = request.output();
        List<Tag> tags = request.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return client.startAsyncInvoke(start -> start.modelId(request.model().value())
                        .modelInput(Documents.of(request.input()))
                        .outputDataConfig(config -> config.s3OutputDataConfig(s3 ->
                                s3.s3Uri(output.uri()).kmsKeyId(output.kmsKey()).bucketOwner(output.bucketOwner())))
                        .clientRequestToken(request.clientToken())
                        .tags(tags.isEmpty() ? null : tags))
                .invocationArn();
    }

    /** GetAsyncInvoke. */
    static AsyncJob get(BedrockRuntimeClient client, String arn) {
        GetAsyncInvokeResponse job = client.getAsyncInvoke(get -> get.invocationArn(arn));
        if (job.statusAsString() == null) {
            throw BedrockException.of(BedrockException.Kind.UNREADABLE, "the reply to GetAsyncInvoke has no status")
                    .fix("check the endpoint and the proxy: what answered may not be Bedrock")
                    .build();
        }
        return job(
                job.invocationArn() == null ? arn : job.invocationArn(),
                job.modelArn(),
                job.statusAsString(),
                job.failureMessage(),
                job.submitTime(),
                job.lastModifiedTime(),
                job.endTime(),
                job.outputDataConfig(),
                job.clientRequestToken());
    }

    /** ListAsyncInvokes: as many pages as it takes. */
    static List<AsyncJob> list(BedrockRuntimeClient client, Bedrock.AsyncJobFilter filter) {
        Integer max = filter.max();
        ListAsyncInvokesRequest request = ListAsyncInvokesRequest.builder()
                .statusEquals(filter.status())
                .submitTimeAfter(filter.since())
                .submitTimeBefore(filter.until())
                .sortBy("SubmissionTime")
                .sortOrder(filter.oldestFirst() ? "Ascending" : "Descending")
                .maxResults(max == null ? null : Integer.valueOf(Math.min(max, LONGEST_PAGE)))
                .build();
        return client.listAsyncInvokesPaginator(request).stream()
                .flatMap(page -> page.asyncInvokeSummaries().stream())
                .limit(max == null ? Long.MAX_VALUE : max)
                .map(AsyncCalls::job)
                .toList();
    }

    private static AsyncJob job(AsyncInvokeSummary job) {
        return job(
                job.invocationArn(),
                job.modelArn(),
                job.statusAsString(),
                job.failureMessage(),
                job.submitTime(),
                job.lastModifiedTime(),
                job.endTime(),
                job.outputDataConfig(),
                job.clientRequestToken());
    }

    private static AsyncJob job(
            @Nullable String arn,
            @Nullable String model,
            @Nullable String status,
            @Nullable String failure,
            @Nullable Instant submitted,
            @Nullable Instant modified,
            @Nullable Instant ended,
            @Nullable AsyncInvokeOutputDataConfig output,
            @Nullable String token) {
        AsyncInvokeS3OutputDataConfig s3 = output == null ? null : output.s3OutputDataConfig();
        return new AsyncJob(
                arn == null ? "" : arn,
                model,
                status,
                failure,
                submitted,
                modified,
                ended,
                s3 == null || s3.s3Uri() == null ? null : new S3Output(s3.s3Uri(), s3.kmsKeyId(), s3.bucketOwner()),
                token);
    }
}
