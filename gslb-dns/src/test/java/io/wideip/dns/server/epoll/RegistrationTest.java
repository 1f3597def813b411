package io.wideip.dns.server.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoOps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final EpollIoOps BOTH = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT);

    private final List<String> events = new ArrayList<>();
    private final Queue<Registration> beginners = new ArrayDeque<>();
    private final InEpoll inEpoll = new InEpoll();
    private Runnable atRead = () -> {};
    private final Registration registration = new Registration(new Socket(), inEpoll, beginners);

    /** What the socket does when it is told that there is something to read. */
    private final class Socket implements IoHandle {
        @Override
        public void handle(IoRegistration told, IoEvent event) {
            assertThat(((EpollIoEvent) event).ops()).isEqualTo(EpollIoOps.EPOLLIN);
            events.add("read");
            atRead.run();
        }

        @Override
        public void close() {
            events.add("close");
        }
    }

    private final class InEpoll implements IoRegistration {
        private boolean valid = true;
        private @Nullable UncheckedIOException refusal;

        @Override
        public long submit(IoOps ops) {
            if (refusal != null) {
                throw refusal;
            }
            if (valid) {
                events.add("watch " + ((EpollIoOps) ops).value());
            }
            return ((EpollIoOps) ops).value();
        }

        @Override
        public boolean isValid() {
            return valid;
        }

        @Override
        public boolean cancel() {
            valid = false;
            return true;
        }

        @Override
        @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"
        }) // Netty declares it so; nobody asks for it here.
        public <T> T attachment() {
            return null;
        }
    }

    private static String watch(EpollIoOps ops) {
        return "watch " + ops.value();
    }

    private void begin() {
        assertThat(beginners).containsExactly(registration);
        beginners.remove().begin();
    }

    @Test
    void readsBeforeItIsWatched() {
        registration.submit(EpollIoOps.EPOLLIN);
        assertThat(events).isEmpty();
        begin();
        assertThat(events).containsExactly("read", watch(EpollIoOps.EPOLLIN));
    }

    @Test
    void oneThatAwaitsNothingIsNoBeginner() {
        registration.submit(EpollIoOps.NONE);
        registration.submit(EpollIoOps.EPOLLRDHUP);
        assertThat(beginners).isEmpty();
    }

    @Test
    void beginsOnce() {
        registration.submit(EpollIoOps.EPOLLIN);
        registration.submit(BOTH);
        begin();
        registration.submit(EpollIoOps.EPOLLIN);
        assertThat(beginners).isEmpty();
        assertThat(events).containsExactly("read", watch(BOTH), watch(EpollIoOps.EPOLLIN));
    }

    @Test
    void oneThatWaitsToWriteIsNotRead() {
        registration.submit(EpollIoOps.EPOLLOUT);
        begin();
        assertThat(events).containsExactly(watch(EpollIoOps.EPOLLOUT));
    }

    @Test
    void isWatchedForWhatItAwaitsAfterTheRead() {
        registration.submit(EpollIoOps.EPOLLIN);
        atRead = () -> registration.submit(EpollIoOps.EPOLLOUT);
        begin();
        assertThat(events).containsExactly("read", watch(EpollIoOps.EPOLLOUT));
    }

    @Test
    void isWatchedForErrorsWhereTheReadHasPausedIt() {
        registration.submit(EpollIoOps.EPOLLIN);
        atRead = () -> registration.submit(EpollIoOps.NONE);
        begin();
        assertThat(events).containsExactly("read", watch(EpollIoOps.EPOLLET));
    }

    @Test
    void isWatchedForErrorsWhenItIsPausedLater() {
        registration.submit(EpollIoOps.EPOLLIN);
        begin();
        registration.submit(EpollIoOps.NONE);
        assertThat(events).endsWith(watch(EpollIoOps.EPOLLET));
    }

    /** Its client has gone. */
    @Test
    void isNotWatchedWhereTheReadWasItsEnd() {
        registration.submit(EpollIoOps.EPOLLIN);
        atRead = registration::cancel;
        begin();
        assertThat(events).containsExactly("read");
    }

    /** Its descriptor may be another's by now. */
    @Test
    void isNotReadWhereItWasClosedBefore() {
        registration.submit(EpollIoOps.EPOLLIN);
        registration.cancel();
        begin();
        assertThat(events).isEmpty();
    }

    @Test
    void isClosedWhereItCannotBeWatched() {
        inEpoll.refusal = new UncheckedIOException(new IOException("no space"));
        registration.submit(EpollIoOps.EPOLLIN);
        begin();
        assertThat(events).containsExactly("read", "close");
    }

    @Test
    void isWatchedWhereTheReadHasFailed() {
        registration.submit(EpollIoOps.EPOLLIN);
        atRead = () -> {
            throw new IllegalStateException("a defect");
        };
        begin();
        assertThat(events).containsExactly("read", watch(EpollIoOps.EPOLLIN));
    }
}
