package io.wideip.bench;

import io.wideip.config.DomainName;
import io.wideip.config.Listener;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.Part;
import io.wideip.config.catalog.Sources;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.names.NameMapEdit;
import io.wideip.config.standing.TargetUse;
import io.wideip.dns.server.DnsServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What changes cost queries: a source changes one wide IP of many, so often in a second, and each change is merged, compared,
 * compiled and swapped in. Spans with and without changes take turns. A client in the same process asks at a steady rate.
 */
final class ChangesUnderLoad {
    private static final int QUERIES_A_SECOND = 5_000;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final long SECOND = 1_000_000_000;

    private final Part[] part;
    private final Sources sources;
    private final int names;
    private final SplittableRandom random = new SplittableRandom(1);
    private long changes;

    private ChangesUnderLoad(Site site, int names) {
        this.names = names;
        part = new Part[] {site.part()};
        TargetUse targets = new TargetUse();
        sources = new Sources(change -> {
            targets.change(change);
            site.compiler().catalog(change);
        });
        sources.put(part[0]);
    }

    /** Takes how many wide IPs, changes a second, seconds of a span, and pairs of spans. */
    public static void main(String... arguments) throws Exception {
        int names = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Site site = Site.alike(names);
        ChangesUnderLoad run = new ChangesUnderLoad(site, names);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DnsServer server = DnsServer.start(
                site.catalog().server().dns().on(List.of(Listener.ofDefault(any))), 0, site.compiler()::current)) {
            InetSocketAddress address = server.addresses().get(0);
            run.ask(address, seconds); // So that what follows runs compiled.
            run.span(address, seconds, rate);
            List<Double> ratios = new ArrayList<>();
            System.out.println("      p50 quiet, with changes; p99 quiet, with changes (us); changes made; heap (MB)");
            for (int round = 1; round <= rounds; round++) {
                long[] quiet = run.ask(address, seconds);
                long before = run.changes;
                long[] changing = run.span(address, seconds, rate);
                ratios.add((double) percentile(changing, 50) / percentile(quiet, 50));
                System.out.printf(
                        "%4d  %d, %d; %d, %d; %d; %.1f%n",
                        round,
                        percentile(quiet, 50) / 1000,
                        percentile(changing, 50) / 1000,
                        percentile(quiet, 99) / 1000,
                        percentile(changing, 99) / 1000,
                        run.changes - before,
                        heap() / 1e6);
            }
            System.out.printf(
                    "p50 with changes by p50 without, median: %.3f%n",
                    ratios.stream().sorted().toList().get(rounds / 2));
        }
    }

    /** A span with changes. */
    private long[] span(InetSocketAddress server, int seconds, int rate) throws InterruptedException, IOException {
        Thread changer = new Thread(() -> change(seconds, rate), "changer");
        changer.start();
        long[] latencies = ask(server, seconds);
        changer.join();
        return latencies;
    }

    private void change(int seconds, int rate) {
        long start = System.nanoTime();
        for (int i = 0; i < seconds * rate; i++) {
            await(start + i * SECOND / rate);
            if (System.nanoTime() - start > seconds * SECOND) {
                return; // It can't keep the rate: the count tells.
            }
            changeOne();
            changes++;
        }
    }

    /** Gives some wide IP the definition of another, which has the same or other VIPs. */
    private void changeOne() {
        Defined<WideIpDefinition> other =
                Objects.requireNonNull(part[0].wideIps().get(name()));
        NameMapEdit<Defined<WideIpDefinition>> edit = part[0].wideIps().edit();
        edit.put(name(), other);
        part[0] = new Part(part[0].source(), part[0].precedence(), part[0].base(), edit.apply());
        sources.put(part[0]);
    }

    private byte[] name() {
        return new DomainName("w" + random.nextInt(names) + "." + Site.ZONE).wire();
    }

    /** How long each of the queries of a span took, in nanoseconds, sorted. */
    private long[] ask(InetSocketAddress server, int seconds) throws IOException {
        SplittableRandom asked = new SplittableRandom(2);
        long[] latencies = new long[seconds * QUERIES_A_SECOND];
        int count = 0;
        byte[] reply = new byte[512];
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            long start = System.nanoTime();
            for (int i = 0; i < latencies.length; i++) {
                byte[] message = Questions.message("w" + asked.nextInt(names) + "." + Site.ZONE);
                await(start + i * SECOND / QUERIES_A_SECOND);
                long sent = System.nanoTime();
                if (sent - start > seconds * SECOND) {
                    break;
                }
                socket.send(new DatagramPacket(message, message.length));
                socket.receive(new DatagramPacket(reply, reply.length));
                latencies[count++] = System.nanoTime() - sent;
            }
        }
        long[] all = Arrays.copyOf(latencies, count);
        Arrays.sort(all);
        return all;
    }

    private static void await(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[(int) ((long) sorted.length * percent / 100)];
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
