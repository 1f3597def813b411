package io.wideip.dns.server.epoll;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Netty's epoll, with three differences. First, the end of a client's side is no event of its own: it is read, after all
 * that the client has sent. At such an event Netty would read all that the system holds, whatever autoRead says, and
 * that may be megabytes. Second, a socket that awaits nothing stays registered, for errors alone: Netty 4.2.18 takes it
 * out, and can't put it back (since its pull request 16689). Third, a new socket is read once before it is registered.
 */
public final class LastingEpoll implements IoHandler {
    private final IoHandler epoll;
    private final Queue<Registration> beginners = new ArrayDeque<>();

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

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Registration(handle, epoll.register(handle), beginners);
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        int begun = 0;
        for (Registration each = beginners.poll(); each != null; each = beginners.poll()) {
            each.begin();
            begun++;
        }
        // Where that has left something to do, epoll would be asked without waiting, and once more after it.
        return begun > 0 && !context.canBlock() ? begun : begun + epoll.run(context);
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
