package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.eventstream.Message;

/**
 * One streamed answer: reads the socket when the caller asks for the next event, so that nothing piles up. It may be
 * closed from any thread, also while another waits in {@link #next}.
 */
final class AnswerStream implements EventStream, StreamingHttp.Taker {
    private final CompletableFuture<Opened> opened = new CompletableFuture<>();
    private final Function<Throwable, BedrockException> failures;
    private final @Nullable Duration callTimeout;
    private final Duration spent;
    private @Nullable Future<?> call;
    private @Nullable Future<?> alarm;
    private @Nullable ExecutableHttpRequest attempt;
    private int attempts;
    private @Nullable Kind stopped;
    private @Nullable Frames frames;
    private boolean anyEvent;
    private boolean ended;
    /** Whether all of the reply has been read, so that nothing is left to stop. */
    private volatile boolean whole;

    private record Opened(
            SdkHttpResponse head,
            InputStream body,
            @Nullable String requestId) {
        static Opened of(SdkHttpResponse head, InputStream body) {
            return new Opened(
                    head, body, head.firstMatchingHeader("x-amzn-requestid").orElse(null));
        }
    }

    /**
     * @param failures says what an exception of the SDK means
     * @param callTimeout for the whole call, or null
     * @param spent of that time before this stream
     */
    AnswerStream(Function<Throwable, BedrockException> failures, @Nullable Duration callTimeout, Duration spent) {
        this.failures = failures;
        this.callTimeout = callTimeout;
        this.spent = spent;
    }

    /** Starts the call, and the clock of the whole call where there is one. */
    void start(Function<StreamingHttp.Taker, CompletableFuture<?>> operation, ScheduledExecutorService timer) {
        synchronized (this) {
            if (callTimeout != null) {
                long left = Math.max(0, callTimeout.minus(spent).toMillis());
                alarm = timer.schedule(() -> stop(Kind.TIMEOUT), left, TimeUnit.MILLISECONDS);
            }
        }
        CompletableFuture<?> started = operation.apply(this);
        synchronized (this) {
            call = started;
        }
        Future<?> unused = started.whenComplete((result, error) -> {
            if (error != null) {
                opened.completeExceptionally(error);
            }
        });
    }

    @Override
    public void sending(ExecutableHttpRequest next) {
        boolean late;
        synchronized (this) {
            attempt = next;
            attempts++;
            late = stopped != null;
        }
        if (late) {
            next.abort();
        }
    }

    @Override
    public void opened(SdkHttpResponse head, InputStream body) {
        if (!opened.complete(Opened.of(head, body))) {
            try {
                body.close();
            } catch (IOException e) {
                // The call was cancelled: nobody reads this.
            }
        }
    }

    @Override
    public byte @Nullable [] next() {
        StreamEvent event = nextEvent();
        return event == null ? null : event.bytes();
    }

    @Override
    public boolean isNextAtHand() {
        Frames reading = frames;
        return !ended && reading != null && reading.isNextAtHand();
    }

    @Override
    public @Nullable StreamEvent nextEvent() {
        if (ended) {
            return null;
        }
        try {
            Opened reply = await();
            for (Message message = frames(reply).next();
                    message != null;
                    message = frames(reply).next()) {
                StreamEvent event = Events.read(message, reply.requestId());
                if (event != null) {
                    anyEvent = true;
                    return event;
                }
            }
            ended = true;
            release();
            reply.body().close();
            whole = true;
            return null;
        } catch (IOException | BedrockException e) {
            ended = true;
            throw failed(e);
        }
    }

    @Override
    public Optional<String> requestId() {
        return opened.isDone() && !opened.isCompletedExceptionally()
                ? Optional.ofNullable(opened.join().requestId())
                : Optional.empty();
    }

    @Override
    public synchronized int attempts() {
        return Math.max(1, attempts);
    }

    @Override
    public void close() {
        // The SDK may still be about to notice that its call succeeded: to be told to give it up is work for it.
        if (!whole) {
            stop(Kind.CANCELLED);
        }
    }

    /** Ends everything at once; the first reason counts. */
    private void stop(Kind reason) {
        ExecutableHttpRequest under;
        Future<?> calling;
        synchronized (this) {
            if (stopped == null) {
                stopped = reason;
            }
            under = attempt;
            calling = call;
        }
        release();
        opened.completeExceptionally(TransportException.cancelled());
        if (under != null) {
            under.abort();
        }
        if (calling != null) {
            calling.cancel(true);
        }
    }

    private synchronized void release() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    private Opened await() throws IOException {
        try {
            return opened.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw TransportException.cancelled();
        } catch (ExecutionException e) {
            throw failures.apply(e);
        }
    }

    private Frames frames(Opened reply) throws TransportException {
        Frames reading = frames;
        if (reading == null) {
            String type = reply.head().firstMatchingHeader("content-type").orElse("");
            if (!type.isEmpty() && !type.contains("eventstream")) {
                throw new TransportException(
                        Kind.UNREADABLE, false, "the reply is no event stream but " + Text.firstLine(type), null);
            }
            String coding = reply.head().firstMatchingHeader("content-encoding").orElse("identity");
            if (!coding.isBlank() && !coding.equalsIgnoreCase("identity")) {
                throw new TransportException(
                        Kind.UNREADABLE,
                        false,
                        "the reply is compressed (" + Text.firstLine(coding) + "), which was not asked for",
                        null);
            }
            reading = new Frames(reply.body());
            frames = reading;
        }
        return reading;
    }

    private BedrockException failed(Exception error) {
        Kind reason;
        synchronized (this) {
            reason = stopped;
        }
        close();
        if (reason == Kind.CANCELLED) {
            return BedrockException.of(Kind.CANCELLED, "the call was cancelled")
                    .cause(error)
                    .build();
        }
        if (reason == Kind.TIMEOUT && callTimeout != null) {
            return BedrockException.of(
                            anyEvent ? Kind.BROKEN_STREAM : Kind.TIMEOUT,
                            "no whole answer within " + Text.seconds(callTimeout))
                    .fix(Failures.LONGER)
                    .requestId(requestId().orElse(null))
                    .damaged(withinEvent())
                    .cause(error)
                    .build();
        }
        return inStream(failures.apply(error));
    }

    /**
     * Once an event was handed on, whatever ends the stream breaks it. Before that a failure is of its own kind, except
     * that a reply which began and then broke off is a broken stream and not an unreachable service.
     */
    private BedrockException inStream(BedrockException failure) {
        boolean begun = opened.isDone() && !opened.isCompletedExceptionally() && frames != null;
        boolean broke = (anyEvent && failure.kind() != Kind.CANCELLED) || (begun && failure.kind() == Kind.NETWORK);
        if (!broke && failure.requestId().isPresent()) {
            return failure;
        }
        return BedrockException.of(broke ? Kind.BROKEN_STREAM : failure.kind(), failure.getMessage())
                .code(failure.code().orElse(null))
                .status(broke ? 0 : failure.status())
                .requestId(failure.requestId().or(this::requestId).orElse(null))
                .fix(failure.fix().orElse(null))
                .damaged(failure.spoilsEndedAnswer() || withinEvent())
                .attempts(failure.attempts())
                .cause(failure.getCause())
                .build();
    }

    private boolean withinEvent() {
        Frames reading = frames;
        return reading != null && reading.within();
    }
}
