package io.github.bedrockcli.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The faults that there are: how each is written, what it does, and to which operations it can. */
enum FaultKind {
    THROTTLE(
            "throttle[:N]",
            "429 ThrottlingException, or the service's own; N is short for times=N",
            Reach.REFUSAL,
            spec -> RefusalFaults.throttle(spec.retryAfter())),
    NOT_READY(
            "not-ready",
            "429 ModelNotReadyException",
            Reach.REFUSAL,
            spec -> RefusalFaults.error("ModelNotReadyException", spec.retryAfter())),
    HTTP(
            "http:STATUS",
            "a bare status from 200 to 599, without a code or a body",
            Reach.REFUSAL,
            spec -> RefusalFaults.status(spec.status(503), spec.retryAfter())),
    ERROR(
            "error:CODE",
            "an error of the service's model, with its status",
            Reach.REFUSAL,
            spec -> RefusalFaults.error(spec.code(), spec.retryAfter())),
    REDIRECT("redirect:URL", "307 to another address", Reach.ANY, spec -> RefusalFaults.redirect(spec.address())),
    HTML(
            "html[:STATUS]",
            "a page for people, as from a proxy (200)",
            Reach.ANY,
            spec -> RefusalFaults.html(spec.status(200))),
    RESET("reset", "the connection is reset before any byte", Reach.ANY, spec -> ConnectionFaults.reset()),
    CLOSE("close", "the connection is closed without a reply", Reach.ANY, spec -> ConnectionFaults.close()),
    HANG("hang", "the request is taken and never answered", Reach.ANY, spec -> ConnectionFaults.hang()),
    SLOW_FIRST_BYTE(
            "slow-first-byte:MS",
            "so many milliseconds before the first byte",
            Reach.ANY,
            spec -> ConnectionFaults.slowFirstByte(spec.pause())),
    DRIP(
            "drip:MS",
            "so many milliseconds before each event, or each tenth of a body",
            Reach.ANY,
            spec -> ConnectionFaults.drip(spec.pause())),
    CUT(
            "cut",
            "the connection is closed inside the reply",
            Reach.PLACE,
            spec -> ConnectionFaults.cutInside(spec.place())),
    RESET_MID_STREAM(
            "reset-mid-stream",
            "the connection is reset inside the reply",
            Reach.PLACE,
            spec -> ConnectionFaults.resetInside(spec.place())),
    HANG_MID_STREAM(
            "hang-mid-stream",
            "nothing more comes, and the connection stays open",
            Reach.PLACE,
            spec -> ConnectionFaults.hangInside(spec.place())),
    WRONG_LENGTH(
            "wrong-length[:BYTES]",
            "a Content-Length that is not true (ten bytes too many)",
            Reach.ANY,
            spec -> ConnectionFaults.wrongLength(spec.bytes(0))),
    EARLY_EOF(
            "early-eof",
            "HTTP's proper end before the end event of the stream",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.earlyEnd(spec.place())),
    EMPTY_STREAM(
            "empty-stream", "a stream without any event", Reach.STREAM, spec -> StreamFaults.earlyEnd(Place.START)),
    HALF_FRAME(
            "half-frame",
            "half of an event, then the proper end of the reply",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.halfFrame(spec.place())),
    BAD_CRC(
            "bad-crc",
            "an event with a wrong checksum",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.wrongChecksum(spec.place())),
    BAD_PRELUDE_CRC(
            "bad-prelude-crc",
            "an event whose lengths have a wrong checksum",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.wrongPreludeChecksum(spec.place())),
    HUGE_FRAME(
            "huge-frame",
            "an event that says it is 2 GB long",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.hugeFrame(spec.place())),
    STREAM_EXCEPTION(
            "stream-exception[:NAME]",
            "an exception event after HTTP 200 (modelStreamErrorException)",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.exception(spec.place(), spec.word("modelStreamErrorException", streamExceptions()))),
    STREAM_ERROR(
            "stream-error[:CODE]",
            "a message of type error (InternalFailure)",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.error(spec.place(), spec.freeWord("InternalFailure"))),
    UNKNOWN_EVENT(
            "unknown-event",
            "an event of a type that nobody knows; the stream goes on",
            Reach.STREAM_PLACE,
            spec -> StreamFaults.unknownEvent(spec.place())),
    ENDLESS_STREAM(
            "endless-stream",
            "the same text again and again, without an end",
            Reach.STREAM_PLACE,
            spec -> EndlessFaults.endless(spec.place())),
    HUGE_BODY(
            "huge-body:BYTES",
            "a reply of so many bytes, or a stream of so much text; 10K, 5M, 1G",
            Reach.ANY,
            spec -> EndlessFaults.huge(spec.bytes(0))),
    EMPTY_BODY("empty-body", "a reply without a body", Reach.ANY, spec -> ContentFaults.emptyBody()),
    NOT_JSON(
            "not-json",
            "a body, or one event, that is not JSON",
            Reach.PLACE,
            spec -> ContentFaults.notJson(spec.place())),
    TRUNCATED_JSON(
            "truncated-json",
            "a body, or one event, of JSON that breaks off; the length is true",
            Reach.PLACE,
            spec -> ContentFaults.truncated(spec.place())),
    MISSING_MEMBERS(
            "missing-members",
            "an object without a reply's members; of a stream every event from there",
            Reach.PLACE,
            spec -> ContentFaults.missingMembers(spec.place())),
    UNKNOWN_STOP(
            "unknown-stop[:WORD]",
            "a stop reason that nobody knows (emulator_reason)",
            Reach.MODEL,
            spec -> ContentFaults.unknownStop(spec.freeWord("emulator_reason"))),
    CONTROL_CHARACTERS(
            "control-characters",
            "text that a terminal would obey: clipboard, title, cleared screen, bell",
            Reach.MODEL_PLACE,
            spec -> ContentFaults.controlCharacters(spec.place()));

    /** Which operations a fault can be for, and what its specification may say. */
    private enum Reach {
        /** Any operation. */
        ANY,
        /** Any operation; an error that may say when to come again. */
        REFUSAL,
        /** Any operation; has a place in its reply. */
        PLACE,
        /** Operations that answer with a stream. */
        STREAM,
        /** The same; has a place in it. */
        STREAM_PLACE,
        /** Operations that run a model, in whose reply it changes something. */
        MODEL,
        /** The same; has a place in it. */
        MODEL_PLACE
    }

    private final String syntax;
    private final String meaning;
    private final Reach reach;

    @SuppressWarnings("ImmutableEnumChecker") // The makers hold nothing.
    private final Function<FaultSpec, Fault.Effect> maker;

    FaultKind(String syntax, String meaning, Reach reach, Function<FaultSpec, Fault.Effect> maker) {
        this.syntax = syntax;
        this.meaning = meaning;
        this.reach = reach;
        this.maker = maker;
    }

    static Optional<FaultKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Its name in {@code --fault}. */
    String word() {
        return syntax.replaceFirst("[:\\[].*", "");
    }

    /** How it is written, such as {@code throttle[:N]}: brackets around what may be left out. */
    String syntax() {
        return syntax;
    }

    /** What it does, in a line; in brackets what holds without an argument. */
    String meaning() {
        return meaning;
    }

    /** What stands behind its name, such as {@code STATUS}; empty for nothing. */
    String argument() {
        return syntax.substring(word().length()).replaceAll("[\\[\\]:]", "");
    }

    boolean needsArgument() {
        return syntax.contains(":") && !syntax.contains("[");
    }

    boolean hasPlace() {
        return reach == Reach.PLACE || reach == Reach.STREAM_PLACE || reach == Reach.MODEL_PLACE;
    }

    boolean refuses() {
        return reach == Reach.REFUSAL;
    }

    boolean reaches(ApiOperation operation) {
        return switch (reach) {
            case ANY, REFUSAL, PLACE -> true;
            case STREAM, STREAM_PLACE -> operation.streams();
            case MODEL, MODEL_PLACE -> operation.invokes();
        };
    }

    Fault.Effect effect(FaultSpec spec) {
        return maker.apply(spec);
    }

    /** The exception events of both streams (bedrock-api.md 2.2). */
    private static List<String> streamExceptions() {
        return List.of(
                "internalServerException",
                "modelStreamErrorException",
                "modelTimeoutException",
                "serviceUnavailableException",
                "throttlingException",
                "validationException");
    }
}
