package io.wideip.engine;

import io.wideip.dns.engine.DatagramEngine;
import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.ReceiveDrops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Linux's recvmmsg and sendmmsg, on threads that wait in the former: one for each socket. A wildcard needs no sockets but its own,
 * since the system tells the address that was asked.
 */
final class NativeEngine implements DatagramEngine {
    private final int threads;
    private final int busyPollMicros;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<NativeReceiver> open = ConcurrentHashMap.newKeySet();
    private final ReceiveDrops<NativeReceiver> drops = new ReceiveDrops<>(NativeReceiver::receiveDrops);

    NativeEngine(int threads, int busyPollMicros) {
        this.threads = threads;
        this.busyPollMicros = busyPollMicros;
    }

    @Override
    public String description() {
        return "native (recvmmsg and sendmmsg)";
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public boolean needsEach(InetAddress wildcard) {
        return false;
    }

    @Override
    public boolean hearsNew(InetAddress wildcard) {
        return true;
    }

    @Override
    public OpenSockets open(InetSocketAddress address, IntFunction<DatagramResponder> responders) throws IOException {
        List<NativeSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                sockets.add(NativeSocket.open(address));
            }
        } catch (IOException | RuntimeException | Error e) {
            sockets.forEach(NativeSocket::close);
            throw e;
        }
        List<NativeReceiver> receivers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            receivers.add(new NativeReceiver(
                    sockets.get(i), responders.apply(i), busyPollMicros, "dns-udp-" + number.incrementAndGet()));
        }
        open.addAll(receivers);
        receivers.forEach(drops::add);
        receivers.forEach(NativeReceiver::start);
        return () -> close(receivers);
    }

    /** All are told first, then waited for. */
    private synchronized void close(List<NativeReceiver> receivers) {
        List<NativeReceiver> still = receivers.stream().filter(open::remove).toList();
        still.forEach(NativeReceiver::end);
        for (NativeReceiver each : still) {
            drops.look(each);
            drops.remove(each);
            each.close();
        }
    }

    @Override
    public long receiveDrops() {
        return drops.sum();
    }

    @Override
    public void close() {
        close(List.copyOf(open));
    }
}
