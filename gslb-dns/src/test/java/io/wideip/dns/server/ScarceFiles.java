package io.wideip.dns.server;

import static org.awaitility.Awaitility.await;

import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Takes the files of its process until as many are left as it wants. */
final class ScarceFiles {
    private static final int THREADS = 3;
    /** More than a server of so many threads takes, with its event loops. */
    private static final int PLENTY = 40;
    /** By NIO one number of files alone leaves none for UDP, and Java may have opened one for itself just then. */
    private static final int ROUNDS = 5;

    private static final TestServer SITE = TestClients.site("");

    private final Deque<Closeable> taken = new ArrayDeque<>();

    private ScarceFiles() {}

    public static void main(String[] arguments) throws IOException {
        ScarceFiles files = new ScarceFiles();
        if (arguments[0].equals("start")) {
            files.start(SocketApi.valueOf(arguments[1]));
        } else {
            files.wildcard();
        }
    }

    private void start(SocketApi socketApi) throws IOException {
        // What is loaded here needs no file later.
        DnsServer first = open(socketApi, "127.0.0.1", 0);
        int port = TestClients.address(first).getPort();
        first.close();
        try (ServerSocket other = new ServerSocket(0, 1, TestClients.LOOPBACK)) {
            open(socketApi, "127.0.0.1", other.getLocalPort()).close();
        } catch (IOException expected) {
            System.out.println(expected.getMessage());
        }
        Set<String> refusals = new HashSet<>();
        for (int round = 0; round < ROUNDS && refusals.size() < 2; round++) {
            refusals.addAll(refusals(socketApi, port));
        }
        refusals.forEach(System.out::println);
        giveBack();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("dns-udp")
                        || thread.getName().startsWith("dns-upkeep")));
        System.out.println("nothing is kept");
    }

    private Set<String> refusals(SocketApi socketApi, int port) throws IOException {
        Set<String> refusals = new HashSet<>();
        for (int left = PLENTY; left > 0; left--) {
            leave(left);
            try {
                open(socketApi, "127.0.0.1", port).close();
            } catch (IOException scarce) {
                refusals.add(scarce.getMessage());
            } catch (IllegalStateException noEventLoops) {
                break;
            }
        }
        return refusals;
    }

    private void wildcard() throws IOException {
        try (DnsServer server = open(SocketApi.EPOLL, "0.0.0.0", 0);
                DatagramSocket client = new DatagramSocket()) {
            int port = TestClients.address(server).getPort();
            ask(client, "127.0.6.1", port);
            for (int left = 0; left < THREADS; left++) {
                leave(left);
                ask(client, "127.0.6.2", port);
            }
            giveBack();
            ask(client, "127.0.6.2", port);
        }
        System.out.println("closed");
    }

    private static void ask(DatagramSocket client, String host, int port) throws IOException {
        byte[] query = TestClients.query(7);
        byte[] reply = new byte[512];
        client.setSoTimeout(300);
        client.send(new DatagramPacket(query, query.length, new InetSocketAddress(TestCatalog.address(host), port)));
        try {
            client.receive(new DatagramPacket(reply, reply.length));
            System.out.println("answered");
        } catch (SocketTimeoutException none) {
            System.out.println("silent");
        }
    }

    private static DnsServer open(SocketApi socketApi, String host, int port) throws IOException {
        Listener listener = Listener.plain(new InetSocketAddress(TestCatalog.address(host), port));
        return TestClients.start(socketApi, SITE, StreamLimits.DEFAULT, THREADS, listener);
    }

    private void leave(int left) throws IOException {
        while (true) {
            try {
                taken.push(new FileInputStream("/dev/null"));
            } catch (IOException none) {
                break;
            }
        }
        for (int i = 0; i < left; i++) {
            taken.pop().close();
        }
    }

    private void giveBack() throws IOException {
        while (!taken.isEmpty()) {
            taken.pop().close();
        }
    }
}
