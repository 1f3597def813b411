package io.wideip.prober.probe;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.wideip.config.availability.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt under way: at most one connection, one timeout over all that happens, and one outcome, the first that is told.
 * Except for {@link #end}, everything runs on the event loop.
 */
public final class Attempt {
    private static final Logger log = LoggerFactory.getLogger(Attempt.class);

    private final Target target;
    private final NettyAttempts attempts;
    private final EventLoop loop;
    private final Consumer<Outcome> done;
    private String missing = "no answer";
    private @Nullable Future<?> timer;
    private @Nullable Channel channel;
    private boolean resolving;
    private boolean ended;

    Attempt(Target target, NettyAttempts attempts, EventLoop loop, Consumer<Outcome> done) {
        this.target = target;
        this.attempts = attempts;
        this.loop = loop;
        this.done = done;
    }

    Target target() {
        return target;
    }

    Tls tls() {
        return attempts.tls();
    }

    /** What is lacking if the timeout strikes from now on: {@code "no answer"}. */
    void expecting(String whatIsMissing) {
        missing = whatIsMissing;
    }

    void begin() {
        if (ended) {
            return;
        }
        guarded(() -> {
            Duration timeout = target.check().timeout();
            timer = loop.schedule(() -> timeOut(Reasons.text(timeout)), timeout.toNanos(), TimeUnit.NANOSECONDS);
            ((Probe) target.check().probe()).start(this);
        });
    }

    /**
     * Connects to the port at the target's address.
     *
     * @param conversation called on the event loop once the connection stands, to add its handlers to the pipeline; faults
     *     that they let pass, and a connection closed too early, end the attempt
     */
    void connect(int port, Consumer<Channel> conversation) {
        expecting("no address found for " + target.address());
        resolving = true;
        attempts.names().find(target.address()).whenComplete((address, fault) -> {
            Runnable step = () -> guarded(() -> connect(address, fault, port, conversation));
            if (loop.inEventLoop()) {
                step.run();
            } else {
                attempts.on(loop, step);
            }
        });
    }

    void fail(String reason) {
        end(new Outcome.Failure(reason));
    }

    void fail(Throwable cause) {
        end(Reasons.of(cause));
    }

    /** Ends the attempt, closes its connection and tells the outcome; does nothing if it has ended before. Thread-safe. */
    void end(Outcome outcome) {
        if (!loop.inEventLoop()) {
            attempts.on(loop, () -> end(outcome));
            return;
        }
        if (ended) {
            return;
        }
        ended = true;
        if (timer != null) {
            timer.cancel(false);
        }
        // One that could not even be opened has no event loop, and throws when closed.
        if (channel != null && channel.isRegistered()) {
            channel.close();
        }
        attempts.ended(this);
        done.accept(outcome);
    }

    private void timeOut(String timeout) {
        if (resolving && attempts.names().isWaiting(target.address())) {
            // Names that take long must not take down the targets of others.
            end(new Outcome.Undecided("the look-up of " + target.address() + " did not begin within " + timeout
                    + ", because others take too long"));
        } else {
            fail(missing + " within " + timeout);
        }
    }

    private void connect(
            @Nullable InetAddress address, @Nullable Throwable fault, int port, Consumer<Channel> conversation) {
        if (ended) {
            return;
        }
        if (address == null) {
            fail(fault == null ? new IllegalStateException("no address") : fault);
            return;
        }
        expecting("no connection");
        resolving = false;
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channel(attempts.channelType())
                // The attempt's own timeout holds over this step too.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new InetSocketAddress(address, port));
        channel = connected.channel();
        connected.addListener(result -> {
            if (ended) {
                connected.channel().close();
            } else if (result.isSuccess()) {
                guarded(() -> converse(connected.channel(), conversation));
            } else {
                fail(result.cause());
            }
        });
    }

    private void converse(Channel connected, Consumer<Channel> conversation) {
        expecting("no answer");
        conversation.accept(connected);
        connected.pipeline().addLast(new Last());
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.warn("a check of {} could not be made", target, e);
            end(new Outcome.Undecided("the check could not be made: " + e));
        } catch (Error e) {
            // Memory is short, say. Not logged for each attempt: the prober tells once a second.
            fail(e);
        }
    }

    /** Gets what the conversation's handlers let pass. */
    private final class Last extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail("the connection was closed before the answer ended");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
        }
    }
}
