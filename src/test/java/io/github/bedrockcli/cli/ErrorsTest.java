package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.UsageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures become at most four lines and the exit code of the contract. */
final class ErrorsTest {
    private static String said(Throwable error, boolean debug) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Errors.report(error, new Notes(err, false, false), debug);
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIGURATION, 3",
        "CREDENTIALS, 3",
        "ACCESS_DENIED, 4",
        "REFUSED, 5",
        "BLOCKED, 10",
        "THROTTLED, 6",
        "UNAVAILABLE, 6",
        "NETWORK, 7",
        "TIMEOUT, 7",
        "BROKEN_STREAM, 8",
        "INTERNAL, 1"
    })
    void eachKindHasItsExitCode(Kind kind, int code) {
        assertThat(Errors.code(BedrockException.of(kind, "x").build()).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noKindSaysMoreThanFourLinesOrShowsATrace(Kind kind) {
        BedrockException error = BedrockException.of(kind, "first\nsecond\n\u001B[2Jthird")
                .code("SomeException")
                .status(400)
                .requestId("r-1")
                .build();
        assertThat(said(error, false).lines()).hasSizeLessThanOrEqualTo(4).noneMatch(line -> line.contains("\tat "));
        assertThat(said(error, false)).doesNotContain("\u001B").doesNotContain("r-1");
    }

    @Test
    void aRefusalThatBringsItsOwnAdviceIsNotToldOfInvokeModel() {
        BedrockException error = BedrockException.of(Kind.ACCESS_DENIED, "role r was not assumed: no")
                .code("AccessDenied")
                .fix("the role's trust policy must allow this caller sts:AssumeRole")
                .build();
        assertThat(said(error, false)).isEqualTo("""
                error: access denied (AccessDenied)
                cause: role r was not assumed: no
                fix: the role's trust policy must allow this caller sts:AssumeRole
                """);
    }

    @Test
    void afterSeveralAttemptsItIsSaidHowManyWereMade() {
        BedrockException error = BedrockException.of(Kind.THROTTLED, "Slow down.")
                .code("ThrottlingException")
                .attempts(4)
                .build();
        assertThat(said(error.withFix("wait"), false)).isEqualTo("""
                error: throttled after 4 attempts (ThrottlingException)
                cause: Slow down.
                fix: wait
                """);
    }

    @Test
    void aHugeServiceMessageIsCut() {
        String message = "x".repeat(100_000);
        assertThat(said(BedrockException.of(Kind.REFUSED, message).build(), false))
                .hasSizeLessThan(2_000);
    }

    @Test
    void debugShowsTheTrace() {
        assertThat(said(new IllegalStateException("odd"), true)).contains("ErrorsTest.debugShowsTheTrace");
        assertThat(said(new IllegalStateException("odd"), false)).isEqualTo("""
                        error: unexpected failure: IllegalStateException: odd
                        fix: run it again with --debug and report what it prints
                        """);
    }

    @Test
    void aClosedPipeAndAnInterruptSayNothing() {
        assertThat(said(new PipeClosedException(new RuntimeException()), false)).isEmpty();
        assertThat(said(new InterruptedException(), false)).isEmpty();
    }

    @Test
    void aUsageErrorHasItsFix() {
        assertThat(said(new UsageException("bad", "do this"), false)).isEqualTo("error: bad\nfix: do this\n");
    }

    @Test
    void anExplanationStandsBesideTheServicesWords() {
        BedrockException error = BedrockException.of(Kind.ACCESS_DENIED, "no")
                .code("AccessDenied")
                .build()
                .explained("a policy denies it", "lift it", "https://example.org");
        assertThat(said(error, false)).isEqualTo("""
                error: access denied: a policy denies it (AccessDenied)
                cause: no
                fix: lift it
                docs: https://example.org
                """);
        assertThat(said(error.midAnswer(), false)).startsWith("""
                error: the stream broke; part of the answer is missing: a policy denies it (AccessDenied)
                """);
    }

    @Test
    void aStatementIsNotCut() {
        String statement = "x".repeat(5_000);
        assertThat(said(BedrockException.of(Kind.REFUSED, "no").fix(statement).build(), false))
                .contains("fix: " + statement + "\n");
    }
}
