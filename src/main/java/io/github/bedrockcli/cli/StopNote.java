package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Stopping;

/** Says, when the process is told to stop while it waits, what that means for the invocation; until it is closed. */
final class StopNote implements AutoCloseable {
    private final Stopping.Mark mark;

    private StopNote(Stopping.Mark mark) {
        this.mark = mark;
    }

    /** @param offline whether the service is this process's own */
    static StopNote of(Stopping stopping, Notes notes, JobProgress progress, String arn, boolean offline) {
        return new StopNote(stopping.add(() -> {
            progress.end();
            notes.line(
                    offline
                            ? "stopped waiting; the emulator of --offline, and the invocation in it, end with this run"
                            : "stopped waiting; " + goesOn(arn));
        }));
    }

    /** What to do when nobody waits any longer. */
    static String goesOn(String arn) {
        return "the invocation goes on: bedrock async get --wait " + arn;
    }

    @Override
    public void close() {
        mark.close();
    }
}
