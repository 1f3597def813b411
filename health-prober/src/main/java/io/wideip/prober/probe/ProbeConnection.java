package io.wideip.prober.probe;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.wideip.config.AddressText;
import io.wideip.config.standing.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of an attempt, to one of the target's addresses. Everything runs on the event loop. */
final class ProbeConnection {
    private final Attempt attempt;
    private final Probe probe;
    private final InetAddress address;
    private final boolean secondTry;
    private Stage stage = Stage.CONNECT;
    private String missing = Stage.CONNECT.missing;
    private @Nullable Channel channel;
    private boolean turnPassed;
    private boolean ended;

    ProbeConnection(Attempt attempt, Probe probe, InetAddress address, boolean secondTry) {
        this.attempt = attempt;
        this.probe = probe;
        this.address = address;
        this.secondTry = secondTry;
    }

    Target target() {
        return attempt.target();
    }

    Tls tls() {
        return attempt.tls();
    }

    InetAddress address() {
        return address;
    }

    /** Only once it stands. */
    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    /** Whether the first library for TLS could not agree with this server. */
    boolean isSecondTry() {
        return secondTry;
    }

    Stage stage() {
        return stage;
    }

    boolean isEnded() {
        return ended;
    }

    /** True once: when the next address should have its turn though this one has not failed. */
    boolean passTurn() {
        boolean first = !turnPassed;
        turnPassed = true;
        return first && !ended;
    }

    /** What is lacking if the timeout strikes from now on. */
    void expecting(Stage next) {
        expecting(next, next.missing);
    }

    /** @param whatIsMissing for people: {@code "no answer"} */
    void expecting(Stage next, String whatIsMissing) {
        stage = next;
        missing = whatIsMissing;
    }

    /** What it is if the timeout strikes now. */
    Outcome.Failure late(String timeout) {
        return new Outcome.Failure(stage.late, missing + " within " + timeout);
    }

    void begin() {
        ChannelFuture connected = new Bootstrap()
                .group(attempt.loop())
                .channel(attempt.channelType())
                // The attempt's own timeout holds over this step too.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.TCP_NODELAY, true)
                // It closes by a reset, so that no port waits for a minute after each check.
                .option(ChannelOption.SO_LINGER, 0)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new InetSocketAddress(address, probe.endpoint().port()));
        channel = connected.channel();
        connected.addListener(result -> {
            if (ended) {
                close();
            } else if (result.isSuccess()) {
                attempt.guarded(this::stands);
            } else {
                connectionFailed(result.cause());
            }
        });
    }

    void succeed() {
        end(Outcome.SUCCESS);
    }

    /** @param certificateEnd when the certificate ends that the server showed */
    void succeed(@Nullable Instant certificateEnd) {
        end(new Outcome.Success(certificateEnd));
    }

    void fail(Cause cause, String reason) {
        end(new Outcome.Failure(cause, reason));
    }

    void fail(Throwable thrown) {
        if (thrown instanceof NoRouteToHostException && !NetworkRoute.exists(address)) {
            end(new Outcome.Undecided(
                    "the check could not be made: this machine has no route to " + AddressText.of(address)));
            return;
        }
        Outcome outcome = Reasons.of(thrown, stage);
        if (outcome instanceof Outcome.Undecided && !Reasons.isNoWay(thrown)) {
            // What is lacking here is lacking for each other address.
            attempt.end(outcome);
        } else {
            end(outcome);
        }
    }

    /** Gives this connection up and makes another to the same address, with the other library for TLS. */
    void tryAgain() {
        if (!ended) {
            close();
            attempt.again(this);
        }
    }

    /** Ends the connection as if the other side had, so that the handlers judge what has come so far. */
    void hangUp() {
        closeChannel();
    }

    /** Ends the connection and tells nothing. */
    void close() {
        ended = true;
        closeChannel();
    }

    private void end(Outcome outcome) {
        if (!ended) {
            close();
            attempt.ended(this, outcome);
        }
    }

    private void closeChannel() {
        // One that could not even be opened has no event loop, and throws when closed.
        if (channel != null && channel.isRegistered()) {
            // From the first handler, so that TLS says no goodbye, which might have to wait for a full buffer.
            ChannelHandlerContext first = channel.pipeline().firstContext();
            if (first == null) {
                channel.close();
            } else {
                first.close();
            }
        }
    }

    private void stands() {
        Channel connected = channel();
        probe.endpoint().proxyHeader().send(connected);
        if (probe.endsWithConnection()) {
            succeed();
            return;
        }
        expecting(Stage.ANSWER);
        probe.converse(this);
        connected.pipeline().addLast(new Last());
    }

    private void connectionFailed(Throwable thrown) {
        if (Reasons.errno(thrown) == Errno.ECONNRESET) {
            // The connection stood, or it would have been refused.
            if (probe.endsWithConnection()) {
                succeed();
                return;
            }
            expecting(Stage.ANSWER);
        }
        fail(thrown);
    }

    /** Gets what the conversation's handlers let pass. */
    private final class Last extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(Cause.CLOSED, "the connection was closed before the answer ended");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
        }
    }
}
