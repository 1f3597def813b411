import io.wideip.dns.Mutations;
import io.wideip.dns.Packet;
import io.wideip.dns.ReplyCheck;
import io.wideip.dns.SampleQueries;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends mutated queries to a server on loopback and checks every reply, while it asks for what it knows the answers of.
 * Started by {@code bench/mutants}, which configures the server. Prints {@code name=value} lines; ends with 1 after a wrong
 * reply.
 */
final class Mutants {
    private static final int SENDERS = 4;
    private static final int CLIENTS = 16;
    /** Packets that one sender has on their way: fewer than the server's sockets hold, so that none is lost. */
    private static final int WINDOW = 64;

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int HALF_OPEN = 100;

    private final InetSocketAddress server;
    private final AtomicLong left;
    private final LongAdder sent = new LongAdder();
    private final LongAdder replies = new LongAdder();
    private final LongAdder empty = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder saneByUdp = new LongAdder();
    private final Deque<Socket> halfOpen = new ArrayDeque<>();
    private volatile boolean done;

    private Mutants(int port, long count) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        left = new AtomicLong(count);
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: Mutants udp|tcp PORT COUNT SEED");
            System.exit(2);
        }
        new Mutants(Integer.parseInt(args[1]), Long.parseLong(args[2]))
                .run(args[0].equals("udp"), new SplittableRandom(Long.parseLong(args[3])));
    }

    private void run(boolean datagrams, SplittableRandom random) throws Exception {
        int threads = datagrams ? SENDERS : CLIENTS;
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        long start = System.nanoTime();
        Future<?> sane = pool.submit(() -> {
            askSanely();
            return null;
        });
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            SplittableRandom own = random.split();
            running.add(pool.submit(() -> {
                if (datagrams) {
                    sendDatagrams(new Mutations(own));
                } else {
                    openStreams(own);
                }
                return null;
            }));
        }
        try {
            for (Future<?> each : running) {
                each.get();
            }
            done = true;
            sane.get();
        } catch (ExecutionException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
        for (Socket socket : halfOpen) {
            socket.close();
        }
        System.out.printf(
                "sent=%d%nempty=%d%nreplies=%d%nmissing=%d%nlate=%d%nsane_udp=%d%nmillis=%d%n",
                sent.sum(),
                empty.sum(),
                replies.sum(),
                missing.sum(),
                late.sum(),
                saneByUdp.sum(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void sendDatagrams(Mutations mutations) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            socket.connect(server);
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int round = 0; left.addAndGet(-WINDOW) > -WINDOW; round++) {
                window(socket, mutations, round);
            }
        }
    }

    /** Sends some, and waits for all their replies. The IDs tell which reply belongs to which. */
    private void window(DatagramSocket socket, Mutations mutations, int round) throws IOException {
        byte[][] awaited = new byte[WINDOW][];
        int count = 0;
        for (int i = 0; i < WINDOW; i++) {
            byte[] message = withId(mutations.next(), round << 8 | i);
            socket.send(new DatagramPacket(message, message.length));
            sent.increment();
            if (message.length == 0) {
                empty.increment();
            }
            if (!ReplyCheck.deservesNone(message)) {
                awaited[i] = message;
                count++;
            }
        }
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (count > 0) {
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                missing.add(count);
                return;
            }
            byte[] reply = Arrays.copyOf(packet.getData(), packet.getLength());
            int i = reply.length < 2 ? -1 : reply[1] & 0xff;
            if (i < 0 || i >= WINDOW || reply[0] != (byte) round || awaited[i] == null) {
                late.increment();
            } else {
                ReplyCheck.check(awaited[i], reply, true);
                replies.increment();
                awaited[i] = null;
                count--;
            }
        }
    }

    private void openStreams(SplittableRandom random) throws Exception {
        Mutations mutations = new Mutations(random.split());
        while (left.decrementAndGet() >= 0) {
            sent.increment();
            stream(mutations, random);
        }
    }

    /** What one client says, and what it may expect for it. */
    private static final class Script {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private final Map<Integer, byte[]> awaited = new HashMap<>();
        private boolean honest = true;

        Script(Mutations mutations, SplittableRandom random) {
            int end = random.nextInt(8) == 0 ? random.nextInt(200) : Integer.MAX_VALUE;
            boolean answered = true;
            int id = random.nextInt(65_536);
            for (int messages = 1 + random.nextInt(5); messages > 0; messages--) {
                id = id + 1 & 0xffff;
                byte[] message = withId(mutations.next(), id);
                int length = message.length;
                if (random.nextInt(6) == 0) {
                    length =
                            Math.max(0, random.nextBoolean() ? random.nextInt(65_536) : length + random.nextInt(-3, 4));
                    honest &= length == message.length;
                }
                octets.write(length >>> 8);
                octets.write(length);
                octets.writeBytes(message);
                // Behind a message that deserves no reply, a server may close.
                answered &= honest && !ReplyCheck.deservesNone(message) && octets.size() <= end;
                if (answered) {
                    awaited.put(id, message);
                }
            }
            if (octets.size() > end) {
                byte[] cut = Arrays.copyOf(octets.toByteArray(), end);
                octets.reset();
                octets.writeBytes(cut);
            }
        }
    }

    private void stream(Mutations mutations, SplittableRandom random) throws Exception {
        Script script = new Script(mutations, random);
        Socket socket = new Socket();
        try {
            // Several clients, so that no limit for one of them is met, and ports enough.
            socket.bind(new InetSocketAddress("127.0.2." + (1 + random.nextInt(100)), 0));
            socket.setTcpNoDelay(true);
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            boolean heard = say(socket, script.octets.toByteArray(), random);
            int ending = random.nextInt(10);
            if (ending == 0) {
                socket.setSoLinger(true, 0);
            } else if (ending == 1 && heard) {
                leaveHalfOpen(socket);
                return;
            } else {
                if (ending == 2 && heard) {
                    socket.shutdownOutput();
                }
                read(socket, script);
            }
        } catch (SocketException e) {
            // The server may reset what it does not want to hear to the end; but not before it has answered.
            missing.add(script.awaited.size());
        }
        socket.close();
    }

    /** False where the server closed before the end. */
    private static boolean say(Socket socket, byte[] octets, SplittableRandom random) throws Exception {
        int at = 0;
        boolean whole = random.nextBoolean();
        try {
            while (at < octets.length) {
                int piece = whole ? octets.length : 1 + random.nextInt(Math.min(40, octets.length - at));
                piece = Math.min(piece, octets.length - at);
                socket.getOutputStream().write(octets, at, piece);
                at += piece;
                if (random.nextInt(40) == 0) {
                    Thread.sleep(1);
                }
            }
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    private void read(Socket socket, Script script) throws IOException {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (!script.awaited.isEmpty()) {
                byte[] reply = new byte[in.readUnsignedShort()];
                in.readFully(reply);
                byte[] message = script.awaited.remove((reply[0] & 0xff) << 8 | reply[1] & 0xff);
                if (message == null) {
                    late.increment();
                } else {
                    replies.increment();
                    if (script.honest) {
                        ReplyCheck.check(message, reply, false);
                    }
                }
            }
        } catch (EOFException | SocketTimeoutException e) {
            missing.add(script.awaited.size());
        }
    }

    private void leaveHalfOpen(Socket socket) throws IOException {
        Socket oldest = null;
        synchronized (halfOpen) {
            halfOpen.add(socket);
            if (halfOpen.size() > HALF_OPEN) {
                oldest = halfOpen.remove();
            }
        }
        if (oldest != null) {
            oldest.close();
        }
    }

    /** Asks one question after the other, with little of a break, and fails at a wrong answer or none. */
    private void askSanely() throws Exception {
        List<byte[]> queries = List.of(
                Packet.query("first." + SampleQueries.ZONE, 1, 0).bytes(),
                Packet.query("x.empty." + SampleQueries.ZONE, 1, 0).bytes(),
                Packet.query("any.thing.any." + SampleQueries.ZONE, 1, 0).bytes());
        List<byte[]> answers = List.of(address(198, 51, 100, 10), address(192, 0, 2, 1), address(192, 0, 2, 1));
        List<Long> micros = new ArrayList<>();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; !done; i++) {
                byte[] query = withId(queries.get(i % queries.size()).clone(), i);
                boolean byTcp = i % 10 == 9;
                long start = System.nanoTime();
                byte[] reply = byTcp ? askByTcp(query) : askByUdp(socket, query);
                micros.add((System.nanoTime() - start) / 1000);
                ReplyCheck.check(query, reply, !byTcp);
                byte[] end = Arrays.copyOfRange(reply, reply.length - 4, reply.length);
                if ((reply[3] & 0xf) != 0 || !Arrays.equals(end, answers.get(i % answers.size()))) {
                    throw new AssertionError("a wrong answer: " + Arrays.toString(reply));
                }
                Thread.sleep(5);
            }
        }
        Collections.sort(micros);
        System.out.printf(
                "sane=%d%nsane_median_us=%d%nsane_p99_us=%d%nsane_max_us=%d%n",
                micros.size(),
                micros.get(micros.size() / 2),
                micros.get(micros.size() * 99 / 100),
                micros.get(micros.size() - 1));
    }

    private byte[] askByUdp(DatagramSocket socket, byte[] query) throws IOException {
        socket.send(new DatagramPacket(query, query.length));
        saneByUdp.increment();
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private byte[] askByTcp(byte[] query) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ByteArrayOutputStream framed = new ByteArrayOutputStream();
            framed.write(query.length >>> 8);
            framed.write(query.length);
            framed.writeBytes(query);
            socket.getOutputStream().write(framed.toByteArray());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] reply = new byte[in.readUnsignedShort()];
            in.readFully(reply);
            return reply;
        }
    }

    private static byte[] address(int... octets) {
        byte[] address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = (byte) octets[i];
        }
        return address;
    }

    private static byte[] withId(byte[] message, int id) {
        if (message.length >= 2) {
            message[0] = (byte) (id >>> 8);
            message[1] = (byte) id;
        }
        return message;
    }
}
