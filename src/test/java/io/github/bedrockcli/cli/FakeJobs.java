package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.RequestPreview;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.S3Output;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/** Bedrock for tests of asynchronous invocations: tells what the test put in, and remembers what it was asked. */
final class FakeJobs extends UnaskedBedrock implements BedrockOpener {
    static final String ARN = "arn:aws:bedrock:us-west-2:123456789012:async-invoke/abcdefghijkl";
    static final Instant SUBMITTED = Instant.parse("2026-11-21T11:00:00.250Z");

    final List<AsyncRequest> started = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<AsyncJobFilter> filters = new ArrayList<>();
    final List<Connection> connections = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();
    private RuntimeException refusal;
    private final List<AsyncJob> listed = new ArrayList<>();

    /** The next question about a job is answered with this status. */
    FakeJobs tells(String status) {
        answers.add(job(status, null));
        return this;
    }

    FakeJobs fails(String message) {
        answers.add(job("Failed", message));
        return this;
    }

    /** A start fails. */
    FakeJobs refuses(RuntimeException failure) {
        refusal = failure;
        return this;
    }

    /** The next question fails. */
    FakeJobs breaks(RuntimeException failure) {
        answers.add(failure);
        return this;
    }

    FakeJobs lists(AsyncJob... jobs) {
        listed.addAll(List.of(jobs));
        return this;
    }

    static AsyncJob job(String status, String failure) {
        boolean over = !status.equals("InProgress");
        return new AsyncJob(
                ARN,
                "arn:aws:bedrock:us-west-2::foundation-model/luma.ray-v2:0",
                status,
                failure,
                SUBMITTED,
                SUBMITTED,
                over ? SUBMITTED.plusSeconds(92) : null,
                new S3Output("s3://bucket/videos/abcdefghijkl", null, null),
                "token-1");
    }

    @Override
    public Bedrock open(Connection connection) {
        connections.add(connection);
        return this;
    }

    @Override
    public String startAsync(AsyncRequest request) {
        started.add(request);
        if (refusal != null) {
            throw refusal;
        }
        return ARN;
    }

    @Override
    public RequestPreview preview(AsyncRequest request) {
        TreeMap<String, List<String>> headers = new TreeMap<>();
        headers.put("Content-Type", List.of("application/json"));
        return new RequestPreview(
                "POST",
                URI.create("https://bedrock-runtime.us-west-2.amazonaws.com/async-invoke"),
                headers,
                Json.line(request.input()));
    }

    @Override
    public AsyncJob asyncJob(String arn) {
        asked.add(arn);
        Object answer = answers.remove();
        if (answer instanceof RuntimeException failure) {
            throw failure;
        }
        return (AsyncJob) answer;
    }

    @Override
    public List<AsyncJob> asyncJobs(AsyncJobFilter filter) {
        filters.add(filter);
        return listed;
    }
}
