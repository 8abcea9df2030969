package io.github.bedrockcli.aws;

import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of {@link NativeTls}. BoringSSL itself reads and writes memory only, under a lock and never waiting, so
 * that it can be freed at any time; the bytes go through the socket below, which may be closed at any time. One thread
 * reads at a time.
 */
final class TlsSocket extends Socket implements Tls.Secured {
    private static final int RECORD = SSL.SSL_MAX_RECORD_LENGTH;
    /** A record of data, and before it something that BoringSSL has to say of itself, such as a change of keys. */
    private static final int SENT = RECORD + 4096;

    private static final int PLAIN = SSL.SSL_MAX_PLAINTEXT_LENGTH;
    /** What BoringSSL wants to send of itself between two looks: some hellos and certificates. */
    private static final int UNASKED = 64 * 1024;

    private final Socket below;
    private final String host;
    private final InputStream belowIn;
    private final OutputStream belowOut;
    private final Object lock = new Object();
    /** Protected bytes that came, from {@code start} to {@code end}, and bytes that are to go. */
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(RECORD);

    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(SENT);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(PLAIN);
    private final byte[] block = new byte[RECORD];
    private int start;
    private int end;
    /** Addresses of BoringSSL's; 0 once freed. */
    private long ssl;

    private long bio;
    private final ServerSignature signature = new ServerSignature();
    /** Set within a handshake, by who calls for it. */
    private @Nullable Exception refusal;

    private volatile @Nullable X509Certificate certificate;
    private String protocol = "";

    /** @param name for the server name indication; null for none */
    TlsSocket(Socket below, long context, String host, @Nullable String name) throws IOException {
        this.below = below;
        this.host = host;
        this.belowIn = below.getInputStream();
        this.belowOut = below.getOutputStream();
        this.ssl = SSL.newSSL(context, false);
        try {
            this.bio = SSL.bioNewByteBuffer(ssl, UNASKED);
            if (name != null) {
                SSL.setTlsExtHostName(ssl, name);
            }
        } catch (Exception e) {
            // Native code throws what it does not declare.
            SSL.freeSSL(ssl);
            throw new SSLException("BoringSSL makes no connection: " + e.getMessage(), e);
        }
    }

    long address() {
        return ssl;
    }

    String host() {
        return host;
    }

    /** Why the server's certificates are not trusted; the handshake fails for it. */
    void refuse(Exception why) {
        refusal = why;
    }

    void accept(X509Certificate shown) {
        certificate = shown;
    }

    void handshake() throws IOException {
        while (!shook()) {
            if (!receive()) {
                SSLException cut = new SSLHandshakeException("Remote host terminated the handshake");
                cut.initCause(new EOFException("SSL peer shut down incorrectly"));
                throw cut;
            }
        }
    }

    /** One step; false where it takes more bytes. */
    private boolean shook() throws IOException {
        synchronized (lock) {
            take();
            int done = SSL.doHandshake(ssl);
            int error = SSL.getError(ssl, done);
            String words = TlsWords.of(error);
            taken();
            if (done > 0 || error == SSL.SSL_ERROR_WANT_READ) {
                send();
                if (done > 0) {
                    protocol = SSL.getVersion(ssl);
                    signature.require(protocol);
                }
                return done > 0;
            }
            Exception why = refusal;
            SSLException failure = new SSLHandshakeException(why == null ? words : why.getMessage());
            failure.initCause(why);
            throw told(failure);
        }
    }

    /** Tells the server too, where it still listens. */
    private SSLException told(SSLException failure) {
        try {
            send();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        do {
            synchronized (lock) {
                take();
                int count = SSL.readFromSSL(ssl, Buffer.address(plain), Math.min(length, PLAIN));
                int error = SSL.getError(ssl, count);
                String words = TlsWords.of(error);
                taken();
                if (count > 0) {
                    plain.get(0, bytes, offset, count);
                    return count;
                }
                if (error == SSL.SSL_ERROR_ZERO_RETURN) {
                    return -1;
                }
                if (error != SSL.SSL_ERROR_WANT_READ) {
                    throw told(new SSLException(words));
                }
                send();
            }
        } while (receive());
        // As the JDK has it: an end without TLS's own is an end; HTTP knows whether it comes too early.
        return -1;
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            synchronized (lock) {
                requireOpen();
                int count = Math.min(length - done, PLAIN);
                plain.put(0, bytes, offset + done, count);
                SSL.clearError();
                // What was left unsent would go first, and be counted as of these bytes: BoringSSL ends the process
                // then.
                send();
                SSL.bioSetByteBuffer(bio, Buffer.address(outgoing), SENT, true);
                int taken = SSL.writeToSSL(ssl, Buffer.address(plain), count);
                String words = taken > 0 ? "" : TlsWords.of(SSL.getError(ssl, taken));
                sendOutgoing();
                if (taken <= 0) {
                    throw new SSLException(words);
                }
                done += taken;
            }
        }
    }

    /** Gives BoringSSL what came and was not yet taken. */
    private void take() throws SocketException {
        requireOpen();
        SSL.clearError();
        SSL.bioSetByteBuffer(bio, Buffer.address(incoming) + start, end - start, false);
    }

    private void taken() {
        start = end - SSL.bioLengthByteBuffer(bio);
        SSL.bioClearByteBuffer(bio);
    }

    /** Sends what BoringSSL has to say of itself. */
    private void send() throws IOException {
        while (SSL.bioLengthNonApplication(bio) > 0) {
            SSL.bioSetByteBuffer(bio, Buffer.address(outgoing), SENT, true);
            SSL.bioFlushByteBuffer(bio);
            sendOutgoing();
        }
    }

    private void sendOutgoing() throws IOException {
        byte[] bytes = new byte[SENT - SSL.bioLengthByteBuffer(bio)];
        SSL.bioClearByteBuffer(bio);
        outgoing.get(0, bytes);
        belowOut.write(bytes);
    }

    /** Waits for bytes, outside the lock; false at the end of the connection. */
    private boolean receive() throws IOException {
        if (start > 0) {
            incoming.get(start, block, 0, end - start);
            incoming.put(0, block, 0, end - start);
            end -= start;
            start = 0;
        }
        int count = belowIn.read(block, 0, RECORD - end);
        if (count > 0) {
            incoming.put(end, block, 0, count);
            end += count;
            signature.add(block, count);
        }
        return count > 0;
    }

    private void requireOpen() throws SocketException {
        if (ssl == 0) {
            throw new SocketException("Socket closed");
        }
    }

    @Override
    public Socket socket() {
        return this;
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public @Nullable X509Certificate certificate() {
        return certificate;
    }

    @Override
    public void release() {
        if (below instanceof TlsSocket tunnel) {
            tunnel.release();
        }
        synchronized (lock) {
            if (ssl != 0) {
                SSL.freeSSL(ssl);
                ssl = 0;
                bio = 0;
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        below.close();
        release();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        below.setSoTimeout(millis);
    }

    @Override
    public InetAddress getInetAddress() {
        return below.getInetAddress();
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return TlsSocket.this.read(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                TlsSocket.this.write(bytes, offset, length);
            }
        };
    }
}
