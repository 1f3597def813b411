package io.wideip.dns.server.https;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;

/** What the tests of one connection ask. */
final class HttpsSite {
    static final String SHOP = "shop.apps.example.com";
    static final byte[] QUERY = Http2Octets.query(SHOP, "A");
    /** For an RRset that nearly fills a DNS message. */
    static final byte[] LARGE = Http2Octets.query("large.apps.example.com", "TXT");

    private static final TestServer SERVER = new TestServer(new TestCatalog()
            .zone("apps.example.com", large())
            .vip("east", "east", "192.0.2.10")
            .wideIp(SHOP, "failover", "east"));

    static final HttpsResponder DESK = new HttpsResponder(SERVER.responder(Carrier.HTTPS));

    private HttpsSite() {}

    private static String large() {
        String text = "x".repeat(250);
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            records.append("large 300 TXT ").append(i).append(text).append("\n");
        }
        return records.toString();
    }
}
