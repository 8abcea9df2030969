package io.github.bedrockcli.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to AWS failed, or could not be made: what kind of failure, in the service's words where it had any. */
public final class BedrockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as exit codes and advice go. */
    public enum Kind {
        /** No region, a bad profile, a bad endpoint: nothing was sent. */
        CONFIGURATION,
        /** No credentials, or credentials that the service rejects as expired, unknown or wrongly signed. */
        CREDENTIALS,
        /** IAM, SCP, model access, agreement, account. */
        ACCESS_DENIED,
        /** Validation, unknown or retired model, quota of size. */
        REFUSED,
        /** The service's own content filter refused what was asked. */
        BLOCKED,
        /** Throttled after all attempts. */
        THROTTLED,
        /** The service or the model is not there for the moment. */
        UNAVAILABLE,
        /** No connection, TLS, or the connection broke before an answer. */
        NETWORK,
        /** Time ran out: connecting, waiting for bytes, or the whole call. */
        TIMEOUT,
        /** A stream ended or failed after it began. */
        BROKEN_STREAM,
        /** A whole reply came, but none that can be read: no JSON, no answer of the family's, or too long for one. */
        UNREADABLE,
        /** The call was cancelled by us. */
        CANCELLED,
        /** Anything else: a defect of ours or of the service. */
        INTERNAL
    }

    private final Kind kind;
    private final @Nullable String code;
    private final int status;
    private final @Nullable String requestId;
    private final @Nullable String fix;
    private final @Nullable String reason;
    private final @Nullable String docs;
    private final boolean damaged;
    private final int attempts;

    private BedrockException(Builder builder) {
        super(builder.message, builder.cause);
        this.kind = builder.kind;
        this.code = builder.code;
        this.status = builder.status;
        this.requestId = builder.requestId;
        this.fix = builder.fix;
        this.reason = builder.reason;
        this.docs = builder.docs;
        this.damaged = builder.damaged;
        this.attempts = builder.attempts;
    }

    public static Builder of(Kind kind, String message) {
        return new Builder(kind, message);
    }

    public Kind kind() {
        return kind;
    }

    /** The service's message, or ours where the service said nothing. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The service's error code, such as {@code AccessDeniedException}. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The HTTP status; 0 when there was no reply, or when the failure came inside a stream after HTTP 200. */
    public int status() {
        return status;
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** The exact next thing to do, where it is known here already (such as a sign-in command). */
    public Optional<String> fix() {
        return Optional.ofNullable(fix);
    }

    /** Why it failed, in plain words, where more is known than the service's message says. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** The page that tells more. */
    public Optional<String> docs() {
        return Optional.ofNullable(docs);
    }

    /**
     * Whether an answer whose end had come is in doubt all the same: the service itself failed afterwards, or an event
     * was damaged or cut. A connection that breaks between two events does it no harm.
     */
    public boolean spoilsEndedAnswer() {
        return code != null || damaged;
    }

    /** How often the call was made; 1 where nothing else is known. */
    public int attempts() {
        return attempts;
    }

    /** The same failure with what is known of it: the service's words stay. */
    public BedrockException explained(@Nullable String why, @Nullable String advice, @Nullable String page) {
        return of(kind, getMessage())
                .code(code)
                .status(status)
                .requestId(requestId)
                .attempts(attempts)
                .reason(why)
                .fix(advice == null ? fix : advice)
                .docs(page)
                .damaged(damaged)
                .cause(this)
                .build();
    }

    /** The same failure with another next step. */
    public BedrockException withFix(String advice) {
        return explained(reason, advice, docs);
    }

    /** The same failure, said of what it really is a failure of, with what to do about it. */
    BedrockException about(String message, String advice) {
        return of(kind, message)
                .code(code)
                .status(status)
                .requestId(requestId)
                .attempts(attempts)
                .fix(advice)
                .cause(this)
                .build();
    }

    /** The same failure after part of an answer has come: whatever it was, the rest will not come. */
    public BedrockException midAnswer() {
        return kind == Kind.BROKEN_STREAM || kind == Kind.CANCELLED
                ? this
                : of(Kind.BROKEN_STREAM, getMessage())
                        .code(code)
                        .requestId(requestId)
                        .reason(reason)
                        .fix(fix)
                        .docs(docs)
                        .cause(this)
                        .build();
    }

    /** The same failure as that of the last of several attempts. */
    BedrockException after(GaveUp end) {
        return of(kind, getMessage())
                .code(code)
                .status(status)
                .requestId(requestId)
                .reason(reason)
                .fix(end.advice() == null ? fix : end.advice())
                .docs(docs)
                .attempts(end.attempts())
                .damaged(damaged)
                .cause(getCause())
                .build();
    }

    /** Fills in a {@link BedrockException}. */
    public static final class Builder {
        private final Kind kind;
        private final String message;
        private @Nullable String code;
        private int status;
        private @Nullable String requestId;
        private @Nullable String fix;
        private @Nullable String reason;
        private @Nullable String docs;
        private boolean damaged;
        private int attempts = 1;
        private @Nullable Throwable cause;

        private Builder(Kind kind, String message) {
            this.kind = kind;
            this.message = message;
        }

        public Builder code(@Nullable String value) {
            code = value;
            return this;
        }

        public Builder status(int value) {
            status = value;
            return this;
        }

        public Builder requestId(@Nullable String value) {
            requestId = value;
            return this;
        }

        public Builder fix(@Nullable String value) {
            fix = value;
            return this;
        }

        public Builder reason(@Nullable String value) {
            reason = value;
            return this;
        }

        public Builder docs(@Nullable String value) {
            docs = value;
            return this;
        }

        /** Whether an event of the reply was damaged or cut. */
        Builder damaged(boolean value) {
            damaged = value;
            return this;
        }

        public Builder attempts(int value) {
            attempts = value;
            return this;
        }

        public Builder cause(@Nullable Throwable value) {
            cause = value;
            return this;
        }

        public BedrockException build() {
            return new BedrockException(this);
        }
    }
}
