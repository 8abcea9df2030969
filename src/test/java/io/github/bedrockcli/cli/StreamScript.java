package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.EventMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Says in a few words what a server sends: {@code start text:Hal stop:end_turn meta end}. The answer is Nova's, which has
 * the same events inside InvokeModelWithResponseStream's chunks and in ConverseStream.
 */
final class StreamScript {
    private final boolean converse;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String headers = Wire.EVENT_STREAM + "Transfer-Encoding: chunked\r\n";
    private boolean chunked = true;
    private boolean waits;

    StreamScript(boolean converse) {
        this.converse = converse;
    }

    /** Has the server answer so, whatever it is asked. */
    void play(String steps, ReplayServer server) {
        for (String step : steps.split(" +")) {
            int colon = step.indexOf(':');
            String word = colon < 0 ? step : step.substring(0, colon);
            step(word, colon < 0 ? "" : step.substring(colon + 1).replace('_', ' '));
        }
        byte[] reply = Wire.joined(Wire.head(headers), body.toByteArray());
        if (waits) {
            server.answerAndWait(reply);
        } else {
            server.answer(reply);
        }
    }

    private void step(String word, String argument) {
        switch (word) {
            case "start" -> event("messageStart", "{\"role\":\"assistant\"}");
            case "text" ->
                event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + argument + "\"}}");
            case "stop" -> event("messageStop", "{\"stopReason\":\"" + argument.replace(' ', '_') + "\"}");
            case "meta" -> last();
            case "exception" -> send(EventMessages.exception(argument, "Words."));
            case "wordless-exception" ->
                send(EventMessages.frame(Map.of(":message-type", "exception", ":exception-type", argument), ""));
            case "plain-exception" ->
                send(EventMessages.frame(
                        Map.of(":message-type", "exception", ":exception-type", argument), "Plain words."));
            case "error" ->
                send(EventMessages.frame(
                        Map.of(":message-type", "error", ":error-code", argument, ":error-message", "Words."), ""));
            case "unknown-event" -> send(EventMessages.event("fromTomorrow", "{\"x\":1}"));
            case "unreadable-unknown-event" -> send(EventMessages.event("fromTomorrow", "\u0001"));
            case "unknown-message" -> send(EventMessages.frame(Map.of(":message-type", "gossip"), "{}"));
            case "initial-response" -> send(EventMessages.event("initial-response", "{}"));
            case "no-json" ->
                send(
                        converse
                                ? EventMessages.event("contentBlockDelta", "{\"delta")
                                : EventMessages.chunk("{\"contentBlockDelta"));
            case "done" -> send(EventMessages.chunk("[DONE]"));
            case "no-base64" -> send(EventMessages.event("chunk", "{\"bytes\":\"%%%\"}"));
            default -> damage(word, argument);
        }
    }

    private void damage(String word, String argument) {
        byte[] frame = EventMessages.event("contentBlockDelta", "{\"delta\":{\"text\":\"lost\"}}");
        switch (word) {
            case "bad-crc" -> send(flipped(frame, frame.length - 1));
            case "bad-payload" -> send(flipped(frame, frame.length - 8));
            case "bad-prelude-crc" -> send(flipped(frame, 9));
            case "long-frame" -> send(flipped(frame, 1));
            case "half-frame" -> send(Arrays.copyOf(frame, frame.length / 2));
            case "three-bytes" -> send(Arrays.copyOf(frame, 3));
            default -> http(word, argument);
        }
    }

    private void http(String word, String argument) {
        switch (word) {
            case "end" -> body.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case "cut" -> {}
            case "silence" -> waits = true;
            case "half-chunk" -> body.writeBytes("ff\r\nabc".getBytes(StandardCharsets.US_ASCII));
            case "no-length" -> {
                chunked = false;
                headers = Wire.EVENT_STREAM + "Connection: keep-alive\r\n";
            }
            case "whole" -> {
                chunked = false;
                headers = "Content-Type: " + argument + "\r\nContent-Length: 21\r\n";
                body.writeBytes("{\"message\":\"Oh dear\"} ".getBytes(StandardCharsets.US_ASCII));
            }
            case "gzip" -> gzip();
            default -> throw new IllegalArgumentException(word);
        }
    }

    private void event(String name, String payload) {
        send(converse ? EventMessages.event(name, payload) : EventMessages.chunk("{\"" + name + "\":" + payload + "}"));
    }

    private void last() {
        String usage = "{\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3},\"metrics\":{}}";
        send(
                converse
                        ? EventMessages.event("metadata", usage)
                        : EventMessages.chunk("{\"metadata\":" + usage + ",\"amazon-bedrock-invocationMetrics\":"
                                + "{\"inputTokenCount\":1,\"outputTokenCount\":2}}"));
    }

    private void send(byte[] frame) {
        if (!chunked) {
            body.writeBytes(frame);
            return;
        }
        body.writeBytes((Integer.toHexString(frame.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(frame);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** All that came so far, compressed. */
    private void gzip() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(body.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        body.reset();
        body.writeBytes(packed.toByteArray());
        chunked = false;
        headers = Wire.EVENT_STREAM + "Content-Encoding: gzip\r\n";
    }

    private static byte[] flipped(byte[] frame, int at) {
        frame[at] ^= 0x40;
        return frame;
    }
}
