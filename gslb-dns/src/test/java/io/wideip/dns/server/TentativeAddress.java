package io.wideip.dns.server;

import static org.awaitility.Awaitility.await;

import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/** Starts on the wildcard while an address can't be bound, and waits until it is served. */
final class TentativeAddress {
    private static final String ADDRESS = "2001:db8::53";

    private TentativeAddress() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        TestServer site = TestClients.site("");
        if (!Wildcards.canBind(TestCatalog.address(ADDRESS))) {
            System.out.println("tentative");
        }
        Listener listener = Listener.plain(new InetSocketAddress(TestCatalog.address("::"), 0));
        try (DnsServer server =
                TestClients.start(SocketApi.valueOf(arguments[0]), site, StreamLimits.DEFAULT, 2, listener)) {
            System.out.println("started");
            ip("delete", ADDRESS + "/64");
            ip("add", ADDRESS + "/64", "nodad");
            InetSocketAddress asked = new InetSocketAddress(
                    TestCatalog.address(ADDRESS), TestClients.address(server).getPort());
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> answers(asked, false));
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> answers(asked, true));
            System.out.println("served");
        }
        System.out.println("closed");
    }

    private static boolean answers(InetSocketAddress asked, boolean tcp) throws IOException {
        SimpleResolver resolver = TestClients.resolver(asked, tcp);
        resolver.setTimeout(Duration.ofMillis(200));
        Message query = TestServer.query(TestClients.SHOP, "A");
        return resolver.send(query).getHeader().getID() == query.getHeader().getID();
    }

    private static void ip(String verb, String address, String... more) throws IOException, InterruptedException {
        String command = "ip address " + verb + " " + address + " dev near " + String.join(" ", more);
        int code = new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code);
        }
    }
}
