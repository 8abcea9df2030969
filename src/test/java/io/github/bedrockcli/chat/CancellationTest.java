package io.github.bedrockcli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.EventStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final Stream stream = new Stream();

    @Test
    void closesTheStreamOfTheCall() {
        cancellation.opened(stream);
        cancellation.cancel();

        assertThat(stream.closed).isTrue();
        assertThat(cancellation.cancelled()).isTrue();
        assertThat(Thread.interrupted())
                .as("the caller is not interrupted as well")
                .isFalse();
    }

    @Test
    void wakesTheCallerWhileThereIsNoStreamAndClosesTheOneThatComesAfterAll() {
        cancellation.cancel();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();

        cancellation.opened(stream);
        assertThat(stream.closed).isTrue();

        cancellation.finish();
        assertThat(Thread.currentThread().isInterrupted())
                .as("the next call is not interrupted")
                .isFalse();
    }

    @Test
    void doesNothingOnceTheCallIsOver() {
        cancellation.opened(stream);
        cancellation.finish();
        cancellation.cancel();

        assertThat(stream.closed).isFalse();
        assertThat(cancellation.cancelled()).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    private static final class Stream implements EventStream {
        private boolean closed;

        @Override
        public byte[] next() {
            return null;
        }

        @Override
        public Optional<String> requestId() {
            return Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
