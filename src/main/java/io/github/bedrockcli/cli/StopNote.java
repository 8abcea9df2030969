package io.github.bedrockcli.cli;

/** Says, when the process is told to stop while it waits, what that means for the invocation; until it is closed. */
final class StopNote implements AutoCloseable {
    private final Thread hook;

    private StopNote(Thread hook) {
        this.hook = hook;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param offline whether the service is this process's own */
    static StopNote of(Notes notes, JobProgress progress, String arn, boolean offline) {
        return new StopNote(new Thread(
                () -> {
                    progress.end();
                    notes.line(
                            offline
                                    ? "stopped waiting; the emulator of --offline, and the invocation in it, end with"
                                            + " this run"
                                    : "stopped waiting; " + goesOn(arn));
                },
                "wait-stopped"));
    }

    /** What to do when nobody waits any longer. */
    static String goesOn(String arn) {
        return "the invocation goes on: bedrock async get --wait " + arn;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has spoken.
        }
    }
}
