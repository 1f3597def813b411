package io.wideip.dns.server.epoll;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Netty's epoll, with two differences. First, the end of a client's side is no event of its own: it is read, after all
 * that the client has sent. At such an event Netty would read all that the system holds, whatever autoRead says, and
 * that may be megabytes. Second, a socket that awaits nothing stays registered, for errors alone: Netty 4.2.18 takes it
 * out, and can't put it back (since its pull request 16689).
 */
public final class LastingEpoll implements IoHandler {
    private final IoHandler epoll;

    private LastingEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    /** Makes one for each event loop. */
    public static IoHandlerFactory newFactory() {
        IoHandlerFactory epolls = EpollIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new LastingEpoll(epolls.newHandler(executor));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return epolls.isChangingThreadSupported();
            }
        };
    }

    /** Belongs to its event loop. */
    private static final class Registration implements IoRegistration {
        private final IoRegistration inEpoll;
        private boolean awaited;

        Registration(IoRegistration inEpoll) {
            this.inEpoll = inEpoll;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty declares it so.
        public <T> T attachment() {
            return inEpoll.attachment();
        }

        /** Edge-triggered where nothing is awaited any more: otherwise a hang-up would be reported again and again. */
        @Override
        public long submit(IoOps ops) {
            EpollIoOps wanted = ((EpollIoOps) ops).without(EpollIoOps.EPOLLRDHUP);
            if (wanted.equals(EpollIoOps.NONE)) {
                return inEpoll.submit(awaited ? EpollIoOps.EPOLLET : wanted);
            }
            awaited = true;
            return inEpoll.submit(wanted);
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

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Registration(epoll.register(handle));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }
}
