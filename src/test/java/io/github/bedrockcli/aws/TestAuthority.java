package io.github.bedrockcli.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/** Keys with a name, and the certificates that they issue (RFC 5280, 4.1), good ones and others. */
final class TestAuthority {
    /** Kinds of strings in names. */
    static final int UTF8 = 0x0c;

    static final int PRINTABLE = 0x13;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_SHA256 = der(0x30, hex("06082a8648ce3d040302"));
    private static final byte[] TRUE = hex("0101ff");

    private final byte[] name;
    final KeyPair keys;
    private final int kind;
    private final String text;
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant to = Instant.now().plus(Duration.ofDays(1));
    private byte[] extensions = new byte[0];

    private TestAuthority(String text, int kind, KeyPair keys) {
        this.text = text;
        this.kind = kind;
        this.keys = keys;
        byte[] attribute = der(0x30, hex("0603550403"), der(kind, text.getBytes(StandardCharsets.UTF_8)));
        this.name = der(0x30, der(0x31, attribute));
    }

    static TestAuthority named(String text) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return new TestAuthority(text, UTF8, generator.generateKeyPair());
    }

    /** With a key of RSA, which the issuer must sign: this one signs nothing. */
    static TestAuthority rsa(String text, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return new TestAuthority(text, UTF8, generator.generateKeyPair());
    }

    TestAuthority written(int otherKind) {
        TestAuthority other = new TestAuthority(text, otherKind, keys).valid(from, to);
        other.extensions = extensions;
        return other;
    }

    TestAuthority valid(Instant first, Instant last) {
        from = first;
        to = last;
        return this;
    }

    TestAuthority authority() {
        return with("0603551d13", true, der(0x30, TRUE));
    }

    /** A server of these DNS names. */
    TestAuthority server(String... hosts) {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String host : hosts) {
            names.writeBytes(
                    host.equals("127.0.0.1")
                            ? der(0x87, new byte[] {127, 0, 0, 1})
                            : der(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        }
        return with("0603551d11", false, der(0x30, names.toByteArray()));
    }

    /** For clients alone. */
    TestAuthority client() {
        return with("0603551d25", false, der(0x30, hex("06082b06010505070302")));
    }

    private TestAuthority with(String id, boolean critical, byte[] value) {
        byte[] extension = der(0x30, hex(id), critical ? TRUE : new byte[0], der(0x04, value));
        byte[] all = new byte[extensions.length + extension.length];
        System.arraycopy(extensions, 0, all, 0, extensions.length);
        System.arraycopy(extension, 0, all, extensions.length, extension.length);
        extensions = all;
        return this;
    }

    X509Certificate selfSigned() throws GeneralSecurityException {
        return issue(this);
    }

    /** The certificate of another's keys by this one. */
    X509Certificate issue(TestAuthority other) throws GeneralSecurityException {
        byte[] signed = der(
                0x30,
                hex("a003020102"),
                der(0x02, new BigInteger(63, new java.util.Random()).toByteArray()),
                ECDSA_SHA256,
                name,
                der(0x30, time(other.from), time(other.to)),
                other.name,
                other.keys.getPublic().getEncoded(),
                other.extensions.length == 0 ? new byte[0] : der(0xa3, der(0x30, other.extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed);
        byte[] whole = der(0x30, signed, ECDSA_SHA256, der(0x03, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    static String pem(X509Certificate... certificates) throws GeneralSecurityException {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            pem.append(pem(certificate.getEncoded()));
        }
        return pem.toString();
    }

    static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] time(Instant instant) {
        return der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = value.size();
        if (length > 0xff) {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        } else if (length > 0x7f) {
            out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            out.write(length);
        }
        out.writeBytes(value.toByteArray());
        return out.toByteArray();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
