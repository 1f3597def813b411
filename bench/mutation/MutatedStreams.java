import io.wideip.dns.Mutations;
import io.wideip.dns.ReplyCheck;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** TCP clients that send mutated messages in mutated frames, and end as clients should or not; shared by threads. */
final class MutatedStreams {
    private static final int HALF_OPEN = 100;

    private final InetSocketAddress server;
    private final AtomicLong left;
    private final Figures figures;
    private final Deque<Socket> halfOpen = new ArrayDeque<>();

    MutatedStreams(InetSocketAddress server, AtomicLong left, Figures figures) {
        this.server = server;
        this.left = left;
        this.figures = figures;
    }

    /** One client after the other, until enough have been. */
    Void open(SplittableRandom random) throws Exception {
        Mutations mutations = new Mutations(random.split());
        while (left.decrementAndGet() >= 0) {
            figures.sent.increment();
            stream(mutations, random);
        }
        return null;
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
                byte[] message = Mutants.withId(mutations.next(), id);
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
            socket.connect(server, Mutants.PATIENCE_MILLIS);
            socket.setSoTimeout(Mutants.PATIENCE_MILLIS);
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
            figures.missing.add(script.awaited.size());
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
                if (message != null) {
                    figures.replies.increment();
                }
                if (script.honest) {
                    check(message, reply);
                }
            }
        } catch (EOFException | SocketTimeoutException e) {
            figures.missing.add(script.awaited.size());
        }
    }

    private static void check(byte[] message, byte[] reply) {
        if (message == null) {
            throw new AssertionError("a reply to nothing that was asked: " + Arrays.toString(reply));
        }
        ReplyCheck.check(message, reply, false);
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

    void closeHalfOpen() throws IOException {
        for (Socket socket : halfOpen) {
            socket.close();
        }
    }
}
