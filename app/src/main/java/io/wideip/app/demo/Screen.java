package io.wideip.app.demo;

import java.net.InetSocketAddress;

/** What the demo prints. */
final class Screen {
    static final String HELP = """
            down east, down west   take a datacenter's load balancer down
            up east, up west       bring it back
            e, w                   the one or the other, in one letter
            status                 what is up, and what is answered
            quit                   end""";

    // Any 127.x.y.z may be a client's address; the topology of the demo puts these two networks into the east and the
    // west.
    private static final String CLIENTS = "127.0.%d.1";
    private static final String CLIENTS_IN_THE_EAST = "127.1.%d.1";
    private static final String CLIENTS_IN_THE_WEST = "127.2.%d.1";

    private Screen() {}

    static String welcome(InetSocketAddress dns, InetSocketAddress admin, int httpPort, DemoDirectory directory) {
        String dig = "dig @127.0.0.1 -p " + dns.getPort();
        return """
            Wideip is serving apps.example.com on this machine, from two datacenters:
              east  127.0.0.2:%d
              west  127.0.0.3:%d

            Ask it, in another terminal:
              %s shop.apps.example.com +short               failover: east while it is up
              %s cart.apps.example.com +short               round-robin: each in turn
              %s news.apps.example.com +short               weighted: 80 east, 20 west
              %s api.apps.example.com +short                hash: each client network its own
              %s map.apps.example.com +short -b 127.2.0.1   geo: a client in the west, by a small database

            Annotate a Route of both clusters, and see it answered:
              sed -i.old 's/enabled: "false"/enabled: "true"/' %s/*/orders.yaml
              %s orders.apps.example.com +short

            The YAML:   %s (changes take effect when you save)
            Metrics:    http://127.0.0.1:%d/metrics

            """.formatted(
                                httpPort,
                                httpPort,
                                dig,
                                dig,
                                dig,
                                dig,
                                dig,
                                directory.routes(),
                                dig,
                                directory.file(),
                                admin.getPort())
                + HELP + "\n\n";
    }

    /** What ten clients are answered for each name. */
    static String answers(Answers wire) {
        return "answers now, to ten clients each:"
                + row("shop", "failover", wire.to("shop.apps.example.com", CLIENTS))
                + row("cart", "round-robin", wire.to("cart.apps.example.com", CLIENTS))
                + row("news", "weighted", wire.to("news.apps.example.com", CLIENTS))
                + row("api", "hash", wire.to("api.apps.example.com", CLIENTS))
                + row("map", "geo, east", wire.to("map.apps.example.com", CLIENTS_IN_THE_EAST))
                + row("map", "geo, west", wire.to("map.apps.example.com", CLIENTS_IN_THE_WEST));
    }

    private static String row(String name, String policy, String answer) {
        return String.format("%n  %-5s %-12s %s", name, policy, answer);
    }
}
