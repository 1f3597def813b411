package io.wideip.prober.probe;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import io.wideip.config.standing.Target;
import io.wideip.prober.names.NameAnswer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt under way: one timeout over all that happens, and one outcome, the first that is told. It succeeds when one of the
 * target's addresses does. An address has its turn when the one before it has failed, has not connected soon (RFC 8305 section
 * 5), or has used up its share of the timeout. Except for {@link #end}, everything runs on the event loop.
 */
final class Attempt {
    /** RFC 8305 section 8: the connection attempt delay. */
    private static final Duration CONNECTS_SOON = Duration.ofMillis(250);
    /** The part of the timeout that a look-up may take where an address is known from before. */
    private static final int PATIENCE = 4;
    /** Connections of one attempt; a name may have any number of addresses. */
    private static final int MOST_ADDRESSES = 16;

    private final Target target;
    private final Probe probe;
    private final NettyAttempts attempts;
    private final EventLoop loop;
    private final ProbeLoop probeLoop;
    private final AttemptTimer timer;
    private final Consumer<Attempted> done;
    private final Queue<InetAddress> addresses = new ArrayDeque<>();
    private final List<ProbeConnection> open = new ArrayList<>();
    private final List<Future<?>> timers = new ArrayList<>();
    private long shareNanos;
    private Outcome.@Nullable Failure lastFailure;
    private boolean resolving;
    private boolean begun;
    private boolean ended;

    /** @param patient whether its timeout passes only while its loop is in time */
    Attempt(Target target, NettyAttempts attempts, ProbeLoop probeLoop, boolean patient, Consumer<Attempted> done) {
        this.target = target;
        this.attempts = attempts;
        this.probeLoop = probeLoop;
        this.done = done;
        loop = probeLoop.loop();
        timer = new AttemptTimer(probeLoop, target.check().timeout(), patient, this::timeOut, this::giveUp);
        probe = (Probe) target.check().probe();
    }

    Target target() {
        return target;
    }

    Tls tls() {
        return attempts.tls();
    }

    EventLoop loop() {
        return loop;
    }

    boolean isEnded() {
        return ended;
    }

    Class<? extends SocketChannel> channelType() {
        return attempts.channelType();
    }

    void begin() {
        if (!ended) {
            begun = true;
            guarded(() -> {
                timer.begin();
                findAddresses();
            });
        }
    }

    /** Ends the attempt, closes its connections and tells the outcome; does nothing if it has ended before. Thread-safe. */
    void end(Outcome outcome) {
        if (!loop.inEventLoop()) {
            attempts.on(loop, () -> end(outcome));
            return;
        }
        if (ended) {
            return;
        }
        ended = true;
        timer.cancel();
        timers.forEach(other -> other.cancel(false));
        open.forEach(ProbeConnection::close);
        if (begun) {
            probeLoop.ended();
        }
        attempts.ended(this);
        done.accept(new Attempted(outcome, timer.took(), timer.late()));
    }

    void ended(ProbeConnection connection, Outcome outcome) {
        open.remove(connection);
        if (outcome instanceof Outcome.Success) {
            end(outcome);
            return;
        }
        if (outcome instanceof Outcome.Failure failure) {
            lastFailure = failure;
        }
        if (!ended && !addresses.isEmpty()) {
            guarded(this::connectNext);
        } else if (open.isEmpty()) {
            // An address that can't be tried from here leaves the judgement to those that can.
            end(lastFailure == null ? outcome : lastFailure);
        }
    }

    void again(ProbeConnection connection) {
        open.remove(connection);
        if (!ended) {
            guarded(() -> connect(connection.address(), true));
        }
    }

    void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            attempts.logFault(target, e);
            end(new Outcome.Undecided("the check could not be made: " + e));
        } catch (Error e) {
            // Memory is short, say. Not logged for each attempt: the prober tells once a second.
            end(Reasons.of(e, Stage.CONNECT));
        }
    }

    private void findAddresses() {
        Duration timeout = target.check().timeout();
        InetAddress literal = AddressLiteral.parse(target.address());
        if (literal != null) {
            connectToOneOf(List.of(literal));
            return;
        }
        resolving = true;
        attempts.names()
                .find(target.address(), timeout.dividedBy(PATIENCE))
                .thenAccept(answer -> attempts.on(loop, () -> guarded(() -> found(answer))));
    }

    private void found(NameAnswer answer) {
        if (ended) {
            return;
        }
        resolving = false;
        if (answer instanceof NameAnswer.Addresses found) {
            connectToOneOf(found.addresses());
        } else if (answer instanceof NameAnswer.Absent absent) {
            end(new Outcome.Failure(Cause.NAME, absent.reason()));
        } else if (answer instanceof NameAnswer.Unknown unknown) {
            end(new Outcome.Undecided(target.address() + " can't be looked up: " + unknown.reason()));
        }
    }

    private void connectToOneOf(List<InetAddress> all) {
        int tried = Math.min(all.size(), MOST_ADDRESSES);
        addresses.addAll(all.subList(0, tried));
        long left = target.check().timeout().minus(timer.took()).toNanos();
        shareNanos = Math.max(0, left) / tried;
        connectNext();
    }

    private void connectNext() {
        InetAddress address = addresses.poll();
        if (address != null && !ended) {
            connect(address, false);
        }
    }

    private void connect(InetAddress address, boolean secondTry) {
        ProbeConnection connection = new ProbeConnection(this, probe, address, secondTry);
        open.add(connection);
        if (!addresses.isEmpty()) {
            long soon = Math.min(shareNanos, CONNECTS_SOON.toNanos());
            after(soon, () -> passTurn(connection, connection.stage() == Stage.CONNECT));
            after(shareNanos, () -> passTurn(connection, true));
        }
        connection.begin();
    }

    private void passTurn(ProbeConnection from, boolean due) {
        if (due && from.passTurn()) {
            guarded(this::connectNext);
        }
    }

    private void after(long nanos, Runnable step) {
        timers.add(loop.schedule(step, nanos, TimeUnit.NANOSECONDS));
    }

    private void giveUp() {
        end(new Outcome.Undecided(
                "the prober was late for most of " + timer.took().toSeconds() + "s"));
    }

    private void timeOut() {
        String timeout = Reasons.text(target.check().timeout());
        if (resolving) {
            end(new Outcome.Undecided("the look-up of " + target.address() + " did not end within " + timeout));
            return;
        }
        open.stream()
                .max(Comparator.comparing(ProbeConnection::stage))
                .ifPresent(furthest -> end(furthest.late(timeout)));
    }
}
