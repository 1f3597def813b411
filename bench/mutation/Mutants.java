import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends mutated queries to a server on loopback and checks every reply, while it asks for what it knows the answers of.
 * Started by {@code bench/mutants}, which configures the server. Prints {@code name=value} lines; ends with 1 after a wrong
 * reply.
 */
final class Mutants {
    private static final int SENDERS = 4;
    private static final int CLIENTS = 16;
    static final int PATIENCE_MILLIS = 10_000;

    private Mutants() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: Mutants udp|tcp PORT COUNT SEED");
            System.exit(2);
        }
        int port = Integer.parseInt(args[1]);
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        AtomicLong left = new AtomicLong(Long.parseLong(args[2]));
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[3]));
        Figures figures = new Figures();
        MutatedStreams streams = new MutatedStreams(server, left, figures);
        List<Callable<Void>> senders = new ArrayList<>();
        if (args[0].equals("udp")) {
            for (int i = 0; i < SENDERS; i++) {
                senders.add(new MutatedDatagrams(server, left, figures, random.split()));
            }
        } else {
            for (int i = 0; i < CLIENTS; i++) {
                SplittableRandom own = random.split();
                senders.add(() -> streams.open(own));
            }
        }
        long start = System.nanoTime();
        try {
            run(senders, new KnownAnswers(server, figures));
        } catch (ExecutionException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
        streams.closeHalfOpen();
        System.out.printf("%s%nmillis=%d%n", figures, (System.nanoTime() - start) / 1_000_000);
    }

    private static void run(List<Callable<Void>> senders, KnownAnswers known) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(senders.size() + 1, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        Future<Void> asking = pool.submit(known);
        for (Future<Void> each : senders.stream().map(pool::submit).toList()) {
            each.get();
        }
        known.end();
        asking.get();
    }

    static byte[] withId(byte[] message, int id) {
        if (message.length >= 2) {
            message[0] = (byte) (id >>> 8);
            message[1] = (byte) id;
        }
        return message;
    }
}
