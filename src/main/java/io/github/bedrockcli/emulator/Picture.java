package io.github.bedrockcli.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What Claude finds when it looks at a picture: a type that is not the one declared. Bytes of no known picture pass, as no
 * source has the words for them. Wording: vybestack/llxprt-code issue 2130 (Messages), aws-samples/
 * amazon-bedrock-client-for-mac issue 130 (Converse).
 */
final class Picture {
    private Picture() {}

    /** What is wrong with bytes declared as {@code mediaType}, if they are a picture of another type. */
    static Optional<String> mismatch(byte[] bytes, String mediaType) {
        return type(bytes)
                .filter(seen -> !seen.equals(mediaType))
                .map(seen -> "The image was specified using the " + mediaType
                        + " media type, but the image appears to be a " + seen + " image");
    }

    private static Optional<String> type(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        return head.startsWith("RIFF") && head.startsWith("WEBP", 8) ? Optional.of("image/webp") : Optional.empty();
    }
}
