package io.wideip.dns;

import io.wideip.config.DnsOptions;
import io.wideip.config.EngineOptions;
import io.wideip.config.Listener;
import io.wideip.config.WhenAllDown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A catalog with every shape of answer there is, for the names of {@link SampleQueries}. */
public final class SampleSite {
    private static final String ZONE = SampleQueries.ZONE;

    private SampleSite() {}

    /** Compiled; two VIPs are down. */
    public static TestServer server() {
        TestCatalog catalog = new TestCatalog()
                .dns(dns())
                .zone(ZONE, records())
                .zone("nested." + ZONE, """
                        *   A   192.0.2.99
                        """)
                .vip("east", "east", "192.0.2.10", "192.0.2.11", "2001:db8::10")
                .vip("west", "west", "198.51.100.10")
                .vip("broken", "west", "198.51.100.66", "2001:db8::66")
                .vip("cdn", "cloud", "lb.example.net")
                .prefer("10.1.0.0/16", "west", "east")
                .prefer("2001:db8::/40", "east", "west")
                .pool("both", "round-robin", "east", "west")
                .pool("dead", "round-robin", "broken");
        for (String policy : new String[] {"round-robin=turns", "geo=near", "hash=kept", "failover=first"}) {
            String[] words = policy.split("=", 2);
            catalog.wideIp(words[1] + "." + ZONE, words[0], "east", "west", "broken");
        }
        catalog.wideIp("drawn." + ZONE, "weighted", "east=3", "west=1").maxAnswers(3);
        catalog.wideIp("alias." + ZONE, "failover", "cdn");
        catalog.wideIp("mixed." + ZONE, "geo", "west", "cdn");
        catalog.wideIpOverPools("pools." + ZONE, "geo", "dead", "both");
        catalog.wideIp("down." + ZONE, "round-robin", "broken").whenAllDown(new WhenAllDown.NoData());
        catalog.wideIp("servfail." + ZONE, "round-robin", "broken").whenAllDown(new WhenAllDown.ServFail());
        catalog.wideIp("fallback." + ZONE, "round-robin", "broken").fallback("west", "east");
        catalog.wideIp("turns.nested." + ZONE, "round-robin", "east", "west");
        return new TestServer(catalog).down("198.51.100.66", "2001:db8::66");
    }

    private static DnsOptions dns() {
        DnsOptions plain = TestCatalog.dns(Listener.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        return new DnsOptions(
                plain.listeners(),
                1,
                EngineOptions.DEFAULT,
                null,
                "gslb-east-1",
                "Wideip",
                null,
                plain.rateLimit(),
                plain.streams());
    }

    private static String records() {
        try (InputStream in = Objects.requireNonNull(SampleSite.class.getResourceAsStream("sample.zone"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
