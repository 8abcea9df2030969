package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a video's type from its first bytes: ISO base media (MP4, MOV, 3GP), Matroska (MKV, WebM), FLV, MPEG program
 * and video streams, and ASF (WMV).
 */
final class VideoHeader {
    /** Boxes that a QuickTime file may begin with, when it does not say what it is. */
    private static final Set<String> QUICKTIME = Set.of("moov", "mdat", "wide", "pnot");

    /** How far into a Matroska file its kind is looked for, in bytes. */
    private static final int DOCTYPE_WITHIN = 128;

    private VideoHeader() {}

    static Optional<MediaType> type(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, DOCTYPE_WITHIN), StandardCharsets.ISO_8859_1);
        if (head.startsWith("ftyp", 4)) {
            return Optional.of(branded(head));
        }
        if (head.length() >= 8 && QUICKTIME.contains(head.substring(4, 8))) {
            return Optional.of(MediaType.MOV);
        }
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return Optional.of(head.contains("webm") ? MediaType.WEBM : MediaType.MKV);
        }
        if (head.startsWith("FLV\u0001")) {
            return Optional.of(MediaType.FLV);
        }
        if (head.startsWith("\0\0\u0001\u00ba") || head.startsWith("\0\0\u0001\u00b3")) {
            return Optional.of(MediaType.MPEG);
        }
        return head.startsWith("0&\u00b2u\u008ef\u00cf\u0011") ? Optional.of(MediaType.WMV) : Optional.empty();
    }

    private static MediaType branded(String head) {
        if (head.startsWith("qt  ", 8)) {
            return MediaType.MOV;
        }
        return head.startsWith("3g", 8) ? MediaType.THREE_GP : MediaType.MP4;
    }
}
