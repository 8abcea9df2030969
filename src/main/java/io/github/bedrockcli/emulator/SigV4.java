package io.github.bedrockcli.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The arithmetic of AWS Signature Version 4: what is signed, and with which key.
 *
 * <p>Source: "Create a signed AWS API request" of the IAM user guide, and botocore's {@code auth.py}: for every service
 * but S3 the path of the canonical request is the path on the wire, percent-encoded once more.
 */
final class SigV4 {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String TERMINATOR = "aws4_request";

    private static final HexFormat HEX = HexFormat.of();
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private SigV4() {}

    /** The canonical request over the named headers, with the hash of the body as it arrived. */
    static String canonicalRequest(Request request, List<String> signedHeaders) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(encode(normalized(request.path()), "/")).append('\n');
        text.append(canonicalQuery(request.query())).append('\n');
        for (String name : signedHeaders) {
            String values = request.headers(name).stream()
                    .map(value -> collapsed(value.strip()))
                    .collect(Collectors.joining(","));
            text.append(name).append(':').append(values).append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n');
        return text.append(sha256(request.body())).toString();
    }

    /** The text whose keyed hash is the signature; {@code scope} is {@code date/region/service/aws4_request}. */
    static String stringToSign(String time, String scope, String canonicalRequest) {
        return String.join("\n", ALGORITHM, time, scope, sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8)));
    }

    static String signature(String secretKey, String scope, String stringToSign) {
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HEX.formatHex(hmac(key, stringToSign));
    }

    /** Compares without telling by its time how much was right. */
    static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonicalQuery(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(part -> !part.isEmpty())
                .map(SigV4::canonicalPair)
                .sorted()
                .map(pair -> pair.replace('\0', '='))
                .collect(Collectors.joining("&"));
    }

    /** Name and value with a character between them that sorts before any other, so that names are compared first. */
    private static String canonicalPair(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        return encode(Request.decodePath(name), "") + '\0' + encode(Request.decodePath(value), "");
    }

    private static String normalized(String path) {
        return path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
    }

    private static String collapsed(String value) {
        return value.contains("  ") || value.contains("\t") ? value.replaceAll("\\s+", " ") : value;
    }

    private static String encode(String text, String also) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (UNRESERVED.indexOf(character) >= 0 || also.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
