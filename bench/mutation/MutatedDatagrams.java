import io.wideip.dns.Mutations;
import io.wideip.dns.ReplyCheck;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** One sender of mutated datagrams, which has few of them on their way. */
final class MutatedDatagrams implements Callable<Void> {
    /** Fewer than the server's sockets hold, so that none is lost. */
    private static final int WINDOW = 64;

    private final InetSocketAddress server;
    private final AtomicLong left;
    private final Figures figures;
    private final Mutations mutations;

    MutatedDatagrams(InetSocketAddress server, AtomicLong left, Figures figures, SplittableRandom random) {
        this.server = server;
        this.left = left;
        this.figures = figures;
        mutations = new Mutations(random);
    }

    @Override
    public Void call() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            socket.connect(server);
            socket.setSoTimeout(Mutants.PATIENCE_MILLIS);
            for (int round = 0; left.addAndGet(-WINDOW) > -WINDOW; round++) {
                window(socket, round);
            }
        }
        return null;
    }

    /** Sends some, and waits for all their replies. The IDs tell which reply belongs to which. */
    private void window(DatagramSocket socket, int round) throws IOException {
        byte[][] awaited = new byte[WINDOW][];
        int count = 0;
        for (int i = 0; i < WINDOW; i++) {
            byte[] message = Mutants.withId(mutations.next(), round << 8 | i);
            socket.send(new DatagramPacket(message, message.length));
            figures.sent.increment();
            if (message.length == 0) {
                figures.empty.increment();
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
                figures.missing.add(count);
                return;
            }
            byte[] reply = Arrays.copyOf(packet.getData(), packet.getLength());
            int i = reply.length < 2 ? -1 : reply[1] & 0xff;
            if (i < 0 || i >= WINDOW || reply[0] != (byte) round || awaited[i] == null) {
                figures.unexpected.increment();
            } else {
                ReplyCheck.check(awaited[i], reply, true);
                figures.replies.increment();
                awaited[i] = null;
                count--;
            }
        }
    }
}
