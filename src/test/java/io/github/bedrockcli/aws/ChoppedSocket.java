package io.github.bedrockcli.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A connection whose bytes come as a bad network gives them: a few at a time, late, or not to the end. */
final class ChoppedSocket extends Socket {
    private final Socket below;
    private final InputStream in;
    private int most = Integer.MAX_VALUE;
    private int left = Integer.MAX_VALUE;
    private IOException end;
    private boolean late;
    private boolean wasLate;
    private int taken;

    ChoppedSocket(Socket below) throws IOException {
        this.below = below;
        this.in = new FilterInputStream(below.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return chopped(bytes, offset, length);
            }
        };
    }

    /** Gives so many bytes at a time. */
    ChoppedSocket atMost(int count) {
        most = count;
        return this;
    }

    /** Gives so many bytes more, and then an end or a failure. */
    ChoppedSocket endAfter(int count, IOException failure) {
        left = count;
        end = failure;
        return this;
    }

    /** Is late before every read. */
    ChoppedSocket late() {
        late = true;
        return this;
    }

    /** How many bytes were given. */
    int taken() {
        return taken;
    }

    private int chopped(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            if (end == null) {
                return -1;
            }
            throw end;
        }
        wasLate = !wasLate;
        if (late && wasLate) {
            throw new java.net.SocketTimeoutException("Read timed out");
        }
        int count = below.getInputStream().read(bytes, offset, Math.min(length, Math.min(most, left)));
        taken += Math.max(0, count);
        left -= left == Integer.MAX_VALUE ? 0 : Math.max(0, count);
        return count;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return below.getOutputStream();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return below.isClosed();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        below.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return below.getSoTimeout();
    }

    @Override
    public InetAddress getInetAddress() {
        return below.getInetAddress();
    }

    @Override
    public void shutdownInput() throws IOException {
        below.shutdownInput();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
