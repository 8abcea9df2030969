package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Picture files for tests: headers alone, which is all that this program reads of a picture. */
final class Pictures {
    private static final Map<String, String> HEX = Map.of(
            "cat.png", "89504E470D0A1A0A0000000D49484452000001400000 00F00806",
            "wide.png", "89504E470D0A1A0A0000000D4948445200000C000000 09000806",
            "cat.jpeg", "FFD8FFE000040000FFC000110800F0014003000000",
            "cat.gif", "4749463839614001F00000",
            "cat.webp", "5249464600000000574542505650384C000000002F3FC13B00");

    private Pictures() {}

    /** Puts them all into a folder, with a text file beside them that is no picture. */
    static void write(Path folder) {
        try {
            for (Map.Entry<String, String> picture : HEX.entrySet()) {
                Files.write(folder.resolve(picture.getKey()), bytes(picture.getKey()));
            }
            Files.writeString(folder.resolve("words.txt"), "no picture\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String base64(String name) {
        return Base64.getEncoder().encodeToString(bytes(name));
    }

    private static byte[] bytes(String name) {
        return HexFormat.of().parseHex(HEX.get(name).replace(" ", ""));
    }
}
