package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.MediaType;
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
        return ImageHeader.type(bytes)
                .map(MediaType::mime)
                .filter(seen -> !seen.equals(mediaType))
                .map(seen -> "The image was specified using the " + mediaType
                        + " media type, but the image appears to be a " + seen + " image");
    }
}
