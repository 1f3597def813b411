package io.wideip.prober.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A resolver on loopback that answers as a test says. */
public final class TestNameserver implements AutoCloseable {
    /** What is said to each query, whatever is asked. */
    enum Mode {
        ANSWERING,
        SILENT,
        SERVFAIL,
        REFUSED,
        REFERRING
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Mode mode = Mode.ANSWERING;
    /** Of the records given from now on. */
    volatile int ttl = 0;
    /** The type that is answered never, while there is one. */
    volatile int unanswered;

    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final DatagramSocket socket;

    public TestNameserver() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "test-nameserver");
        thread.setDaemon(true);
        thread.start();
    }

    /** Gives the name these addresses; none, and it exists without any. */
    public TestNameserver with(String name, String... addresses) {
        names.put(name, List.of(addresses).stream().map(TestNameserver::address).toList());
        return this;
    }

    void without(String name) {
        names.remove(name);
    }

    InetSocketAddress at() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Look-ups that ask only here. */
    public NameLookup lookup() {
        return new NameLookup(() -> List.of(at()), Path.of("/nowhere/hosts"));
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                Message reply = reply(query);
                if (reply != null) {
                    byte[] bytes = reply.toWire();
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private @Nullable Message reply(Message query) throws IOException {
        Record question = query.getQuestion();
        String name = question.getName().toString(true);
        asked.add(name + " " + Type.string(question.getType()));
        // The name "slow" is one whose own zone does not answer.
        if (mode == Mode.SILENT || question.getType() == unanswered || name.startsWith("slow")) {
            return null;
        }
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(question, Section.QUESTION);
        if (mode != Mode.ANSWERING) {
            reply.getHeader()
                    .setRcode(
                            mode == Mode.SERVFAIL
                                    ? Rcode.SERVFAIL
                                    : mode == Mode.REFUSED ? Rcode.REFUSED : Rcode.NOERROR);
            return reply;
        }
        reply.getHeader().setFlag(Flags.RA);
        List<InetAddress> addresses = names.get(name);
        if (addresses == null) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
            return reply;
        }
        for (InetAddress each : addresses) {
            int type = each.getAddress().length == 4 ? Type.A : Type.AAAA;
            if (type == question.getType()) {
                reply.addRecord(record(question.getName(), type, each), Section.ANSWER);
            }
        }
        return reply;
    }

    private Record record(Name name, int type, InetAddress address) throws IOException {
        return Record.fromString(name, type, DClass.IN, ttl, address.getHostAddress(), Name.root);
    }
}
