package io.wideip.dns.server.epoll;

import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoOps;
import io.wideip.dns.defect.Defects;
import io.wideip.dns.defect.OnceAMinute;
import java.io.UncheckedIOException;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket of an event loop. What it awaits first is told to epoll only after one read: the question of a new
 * connection has often come by then, or even its end. Belongs to its event loop.
 */
final class Registration implements IoRegistration {
    private static final EpollIoEvent READABLE = () -> EpollIoOps.EPOLLIN;
    private static final Logger LOG = LoggerFactory.getLogger("dns");
    private static final OnceAMinute LINE = new OnceAMinute();

    private final IoHandle socket;
    private final IoRegistration inEpoll;
    private final Queue<Registration> beginners;
    private EpollIoOps awaited = EpollIoOps.NONE;
    private boolean beginning;
    private boolean watched;

    /** @param beginners takes it when it first awaits something; whoever takes it out lets it {@link #begin} */
    Registration(IoHandle socket, IoRegistration inEpoll, Queue<Registration> beginners) {
        this.socket = socket;
        this.inEpoll = inEpoll;
        this.beginners = beginners;
    }

    /** Reads what is there, then has the socket watched, unless that was its end. */
    void begin() {
        if (!inEpoll.isValid()) {
            return;
        }
        try {
            if (awaited.contains(EpollIoOps.EPOLLIN)) {
                socket.handle(inEpoll, READABLE);
            }
        } catch (RuntimeException e) { // Else the event loop would end.
            Defects.tell(e);
        }
        watched = true;
        watch();
    }

    private void watch() {
        try {
            inEpoll.submit(awaitedOrErrors());
        } catch (UncheckedIOException e) {
            if (LINE.isDue()) {
                LOG.warn("a socket can't be watched, so it is closed: {} (said once a minute)", e.getMessage());
            }
            close();
        }
    }

    @SuppressWarnings("EmptyCatch")
    private void close() {
        try {
            socket.close();
        } catch (Exception e) {
            // Netty's sockets tell their own handlers.
        }
    }

    /** Edge-triggered where nothing is awaited any more: otherwise a hang-up would be reported again and again. */
    private EpollIoOps awaitedOrErrors() {
        return awaited.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : awaited;
    }

    @Override
    public long submit(IoOps ops) {
        awaited = ((EpollIoOps) ops).without(EpollIoOps.EPOLLRDHUP);
        if (watched) {
            return inEpoll.submit(awaitedOrErrors());
        }
        if (!beginning && !awaited.equals(EpollIoOps.NONE)) {
            beginning = true;
            beginners.add(this);
        }
        return awaited.value();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty declares it so.
    public <T> T attachment() {
        return inEpoll.attachment();
    }

    @Override
    public boolean isValid() {
        return inEpoll.isValid();
    }

    @Override
    public boolean cancel() {
        return inEpoll.cancel();
    }
}
