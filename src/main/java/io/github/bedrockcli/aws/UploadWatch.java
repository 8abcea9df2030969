package io.github.bedrockcli.aws;

import java.util.concurrent.TimeUnit;

/**
 * Ends the sending of a large body when the other side takes nothing more of it for the read time-out: a blocked write
 * has no time-out of its own. Only sending ends, so that an answer which is there already can still be read.
 */
final class UploadWatch implements AutoCloseable {
    private final HttpConnection connection;
    private final long patienceMillis;
    private long blocks;
    private boolean over;
    private boolean stalled;

    private UploadWatch(HttpConnection connection, long patienceMillis) {
        this.connection = connection;
        this.patienceMillis = patienceMillis;
    }

    static UploadWatch start(HttpConnection connection, long patienceMillis) {
        UploadWatch watch = new UploadWatch(connection, patienceMillis);
        Thread thread = new Thread(watch::run, "bedrock-upload");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Another block went out. */
    synchronized void progress() {
        blocks++;
    }

    /** Whether it was this that ended the sending. */
    synchronized boolean stalled() {
        return stalled;
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }

    private synchronized void run() {
        try {
            long seen = blocks;
            long since = System.nanoTime();
            while (!over) {
                long left = patienceMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
                if (left > 0) {
                    wait(left);
                } else if (seen == blocks) {
                    stalled = true;
                    connection.endSending();
                    return;
                } else {
                    seen = blocks;
                    since = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; without it the write waits, as it would anyway.
            Thread.currentThread().interrupt();
        }
    }
}
