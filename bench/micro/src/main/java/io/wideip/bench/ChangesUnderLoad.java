package io.wideip.bench;

import io.wideip.config.Listener;
import io.wideip.dns.server.DnsServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What changes cost queries. Spans of three kinds take turns, each time in another order, while a client in the same process asks at
 * a steady rate: without changes; with changes of a catalog that nobody asks for, which cost the processors the same; with changes
 * of the catalog that is asked for.
 */
final class ChangesUnderLoad {
    private static final int QUERIES_A_SECOND = 5_000;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final long SECOND = 1_000_000_000;

    private enum Kind {
        QUIET("no changes"),
        ELSEWHERE("changes of another catalog"),
        ASKED("changes of the one that is asked");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final InetSocketAddress server;
    private final int names;
    private final int rate;
    private final int seconds;
    private final Map<Kind, ChangingSource> sources;
    private final Map<Kind, List<Span>> spans = new EnumMap<>(Kind.class);

    private ChangesUnderLoad(
            InetSocketAddress server, int names, int rate, int seconds, Map<Kind, ChangingSource> sources) {
        this.server = server;
        this.names = names;
        this.rate = rate;
        this.seconds = seconds;
        this.sources = sources;
    }

    /** Takes how many wide IPs, changes a second, seconds of a span, and rounds of three spans. */
    public static void main(String... arguments) throws Exception {
        int names = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Site asked = Site.alike(names);
        Map<Kind, ChangingSource> sources = Map.of(
                Kind.ASKED, new ChangingSource(asked, names),
                Kind.ELSEWHERE, new ChangingSource(Site.alike(names), names));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DnsServer server = DnsServer.start(
                asked.catalog().server().dns().on(List.of(Listener.ofDefault(any))), 0, asked.compiler()::current)) {
            new ChangesUnderLoad(server.addresses().get(0), names, rate, seconds, sources).run(rounds);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException {
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            round(warmUp);
        }
        spans.clear();
        double heap = heap();
        System.out.println("p50 of each span (us): " + List.of(Kind.values()));
        for (int round = 0; round < rounds; round++) {
            round(round);
            System.out.printf(
                    "%4d  %s%n",
                    round + 1,
                    spans.values().stream()
                            .map(all -> "%.1f".formatted(all.get(all.size() - 1).p50Micros()))
                            .toList());
        }
        for (Kind kind : Kind.values()) {
            System.out.printf(
                    "%-33s p50 %.1f us, p99 %.1f us, %.2f us of processor time a query%n",
                    kind.text + ":",
                    median(kind, Span::p50Micros),
                    median(kind, Span::p99Micros),
                    median(kind, Span::cpuMicros));
        }
        tell("p50", Span::p50Micros);
        tell("processor time a query", Span::cpuMicros);
        System.out.printf(
                "heap: %.1f MB before, %.1f MB behind; changes in all: %s%n",
                heap,
                heap(),
                sources.values().stream().map(ChangingSource::changes).toList());
    }

    private void tell(String what, ToDoubleFunction<Span> of) {
        double changing = median(Kind.ASKED, of);
        System.out.printf(
                "%s with changes: %.3f times that without, %.3f times that with changes of another catalog%n",
                what, changing / median(Kind.QUIET, of), changing / median(Kind.ELSEWHERE, of));
    }

    private double median(Kind kind, ToDoubleFunction<Span> of) {
        return Span.median(Objects.requireNonNull(spans.get(kind)), of);
    }

    /** One span of each kind; each kind comes first, second and last equally often. */
    private void round(int number) throws IOException, InterruptedException {
        for (int i = 0; i < Kind.values().length; i++) {
            Kind kind = Kind.values()[(number + i) % Kind.values().length];
            spans.computeIfAbsent(kind, any -> new ArrayList<>()).add(span(sources.get(kind)));
        }
    }

    private Span span(@Nullable ChangingSource changing) throws IOException, InterruptedException {
        Thread changer = new Thread(
                () -> {
                    if (changing != null) {
                        changing.change(seconds, rate);
                    }
                },
                "changer");
        long cpu = Span.cpuNanosOfAnswering();
        changer.start();
        long[] latencies = ask();
        Span span = Span.of(latencies, Span.cpuNanosOfAnswering() - cpu);
        changer.join();
        return span;
    }

    /** How long each of the queries of a span took, in nanoseconds. */
    private long[] ask() throws IOException {
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
                ChangingSource.await(start + i * SECOND / QUERIES_A_SECOND);
                long sent = System.nanoTime();
                if (sent - start > seconds * SECOND) {
                    break;
                }
                socket.send(new DatagramPacket(message, message.length));
                socket.receive(new DatagramPacket(reply, reply.length));
                latencies[count++] = System.nanoTime() - sent;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}
