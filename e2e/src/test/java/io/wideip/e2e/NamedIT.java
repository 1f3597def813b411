package io.wideip.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** BIND, which sends cookies unasked. */
@Tag("slow")
final class NamedIT extends ResolverContract {
    NamedIT() {
        super("named", "bind9");
    }

    @Override
    String startResolver(ServedZone zone) {
        String port = String.valueOf(freePort());
        zone.start("named", "-g -c named.conf", "named.conf", text -> text.replace("FREE_PORT", port));
        return "@127.0.0.1 -p " + port;
    }

    @Test
    void cookiesGoBothWays() {
        zone().eventually(() -> {
            answer("shop.apps.example.com", "A");
            assertThat(counter("ServerCookieOut")).as("queries with our cookie").isPositive();
            assertThat(counter("CookieClientOk"))
                    .as("replies with a good cookie")
                    .isPositive();
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the resolver's own statistics; 0 where it has nothing to count yet. */
    private long counter(String name) throws IOException {
        URI statistics = URI.create("http://%s:8054/json/v1/server".formatted(zone().resolver()));
        try (InputStream stream = statistics.toURL().openStream()) {
            Matcher found =
                    Pattern.compile("\"" + name + "\":(\\d+)").matcher(new String(stream.readAllBytes(), UTF_8));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        }
    }
}
