import io.wideip.dns.Packet;
import io.wideip.dns.ReplyCheck;
import io.wideip.dns.SampleQueries;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Asks one question after the other, with little of a break, and fails at a wrong answer or none. */
final class KnownAnswers implements Callable<Void> {
    private final InetSocketAddress server;
    private final Figures figures;
    private volatile boolean done;

    KnownAnswers(InetSocketAddress server, Figures figures) {
        this.server = server;
        this.figures = figures;
    }

    void end() {
        done = true;
    }

    @Override
    public Void call() throws Exception {
        List<byte[]> queries = List.of(
                Packet.query("first." + SampleQueries.ZONE, 1, 0).bytes(),
                Packet.query("x.empty." + SampleQueries.ZONE, 1, 0).bytes(),
                Packet.query("any.thing.any." + SampleQueries.ZONE, 1, 0).bytes());
        List<byte[]> answers = List.of(address(198, 51, 100, 10), address(192, 0, 2, 1), address(192, 0, 2, 1));
        List<Long> micros = new ArrayList<>();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(Mutants.PATIENCE_MILLIS);
            for (int i = 0; i == 0 || !done; i++) {
                byte[] query = Mutants.withId(queries.get(i % queries.size()).clone(), i);
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
        return null;
    }

    private byte[] askByUdp(DatagramSocket socket, byte[] query) throws IOException {
        socket.send(new DatagramPacket(query, query.length));
        figures.knownByUdp.increment();
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private byte[] askByTcp(byte[] query) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(Mutants.PATIENCE_MILLIS);
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
}
