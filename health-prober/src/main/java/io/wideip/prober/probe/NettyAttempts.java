package io.wideip.prober.probe;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wideip.config.standing.Target;
import io.wideip.prober.names.NameLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class NettyAttempts implements Attempts {
    private static final Logger log = LoggerFactory.getLogger(NettyAttempts.class);
    private static final long LOG_APART_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Outcome CANCELLED = new Outcome.Undecided("the check was cancelled");
    // Few, because handshakes are all that costs time here, and the answering of queries needs the processors, too.
    private static final int MOST_THREADS = 4;

    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;
    private final List<ProbeLoop> loops = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
    private final NameLookup names;
    private final Tls tls;
    private final AtomicLong logNanos = new AtomicLong(System.nanoTime());
    private volatile boolean closed;

    NettyAttempts(NameLookup names, Tls tls) {
        this(names, tls, new DefaultThreadFactory("probes", true), late -> {});
    }

    /** @param lateNanos told how late each tick of a loop is */
    NettyAttempts(NameLookup names, Tls tls, ThreadFactory factory, LongConsumer lateNanos) {
        this.names = names;
        this.tls = tls;
        group = new MultiThreadIoEventLoopGroup(
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
                factory,
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        // Starts the threads, while it can still be told that the system grants too few.
        group.forEach(loop -> {
            loop.execute(() -> {});
            loops.add(new ProbeLoop((EventLoop) loop, lateNanos));
        });
    }

    @Override
    public Runnable start(Target target, boolean patient, Consumer<Attempted> done) {
        if (closed) {
            done.accept(new Attempted(CANCELLED, Duration.ZERO));
            return () -> {};
        }
        ProbeLoop loop = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
        Attempt attempt = new Attempt(target, this, loop, patient, done);
        running.add(attempt);
        try {
            loop.loop().execute(() -> loop.submit(attempt));
        } catch (RejectedExecutionException e) {
            running.remove(attempt);
            done.accept(new Attempted(CANCELLED, Duration.ZERO));
        } catch (Error e) {
            running.remove(attempt);
            throw e;
        }
        if (closed) {
            attempt.end(CANCELLED);
        }
        return () -> attempt.end(CANCELLED);
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(attempt -> attempt.end(CANCELLED));
        // What attempts use goes after the last of them.
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(ended -> {
            names.close();
            tls.close();
        });
    }

    /** Runs a step on the loop; once all is closed there is nobody left to run it for. */
    void on(EventLoop loop, Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException closed) {
            // Closing has ended the attempt.
        }
    }

    void ended(Attempt attempt) {
        running.remove(attempt);
    }

    /** With its trace once a second at most, for what ails one attempt mostly ails all. */
    void logFault(Target target, RuntimeException fault) {
        long next = logNanos.get();
        long now = System.nanoTime();
        if (now - next >= 0 && logNanos.compareAndSet(next, now + LOG_APART_NANOS)) {
            log.warn("a check of {} could not be made", target, fault);
        }
    }

    NameLookup names() {
        return names;
    }

    Tls tls() {
        return tls;
    }

    Class<? extends SocketChannel> channelType() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }
}
