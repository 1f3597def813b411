package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Dig;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DemoIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final Pattern SED = Pattern.compile("sed -i.*");
    private static final Pattern DIG = Pattern.compile("dig @127\\.0\\.0\\.1 -p (\\d+) shop");

    @Test
    void answersFollowWhatIsTyped() throws Exception {
        try (Running demo = new Running("demo", "--port", "0", "--admin-port", "0")) {
            demo.awaitOut("answers now");
            Dig dig = new Dig(dns(demo));
            assertThat(dig.a(SHOP)).containsExactly("127.0.0.2");

            demo.type("down east");
            awaitAnswer(dig, "127.0.0.3");
            demo.awaitOut("east is down: ");

            demo.type("up east");
            awaitAnswer(dig, "127.0.0.2");
            demo.awaitOut("east is up: ");

            demo.type("sideways");
            demo.awaitOut("'sideways' is not understood; help lists what is");
            demo.type("w");
            demo.awaitOut("west is down: ");
            demo.type("status");
            demo.awaitOut("west's load balancer 127.0.0.3 refuses connections");
            demo.type("help");
            demo.type("quit");
            assertThat(demo.awaitEnd()).isZero();
            assertThat(demo.err()).isEmpty();
        }
    }

    @Test
    void aRouteThatIsAnnotatedIsAnswered() throws Exception {
        try (Running demo = new Running("demo", "--port", "0", "--admin-port", "0")) {
            demo.awaitOut("answers now");
            Matcher command = SED.matcher(demo.out());
            assertThat(command.find()).isTrue();
            Dig dig = new Dig(dns(demo));
            assertThat(dig.a("orders.apps.example.com")).isEmpty();

            Process annotating = new ProcessBuilder("sh", "-c", command.group()).start();
            assertThat(annotating.waitFor()).isZero();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Set.of("127.0.0.2", "127.0.0.3").containsAll(dig.a("orders.apps.example.com"))
                            && !dig.a("orders.apps.example.com").isEmpty());
        }
    }

    @Test
    void answersByEveryPolicy() throws Exception {
        try (Running demo = new Running("demo", "--port", "0", "--admin-port", "0")) {
            demo.awaitOut("geo, west");

            assertThat(demo.out())
                    .containsPattern("shop +failover +127\\.0\\.0\\.2\\R")
                    .containsPattern("cart +round-robin +127\\.0\\.0\\.2 x5, 127\\.0\\.0\\.3 x5\\R")
                    .containsPattern("map +geo, east +127\\.0\\.0\\.2\\R")
                    .containsPattern("map +geo, west +127\\.0\\.0\\.3");
        }
    }

    @Test
    void servesOnWithoutInputUntilSigterm() throws Exception {
        try (Running demo = new Running("demo", "--port", "0", "--admin-port", "0")) {
            demo.closeInput();
            demo.awaitOut("answers now");
            assertThat(new Dig(dns(demo)).a(SHOP)).containsExactly("127.0.0.2");
            assertThat(demo.isAlive()).isTrue();

            demo.signal("TERM");

            assertThat(demo.awaitEnd()).isZero();
        }
    }

    @Test
    void endsOnSigtermWhileItWaitsForInput() throws Exception {
        try (Running demo = new Running("demo", "--port", "0", "--admin-port", "0")) {
            demo.awaitOut("answers now");

            demo.signal("TERM");

            assertThat(demo.awaitEnd()).isZero();
        }
    }

    @Test
    void saysWhichPortIsTakenAndHowToTakeAnother() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Running demo = new Running("demo", "--port", "" + taken.getLocalPort(), "--admin-port", "0")) {
            assertThat(demo.awaitEnd()).isEqualTo(1);
            assertThat(demo.err())
                    .contains("127.0.0.1:" + taken.getLocalPort(), "wideip demo --port")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    private static void awaitAnswer(Dig dig, String address) {
        await().atMost(Duration.ofSeconds(8)).until(() -> dig.a(SHOP).equals(List.of(address)));
    }

    private static InetSocketAddress dns(Running demo) {
        Matcher port = DIG.matcher(demo.out());
        assertThat(port.find()).isTrue();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
    }
}
