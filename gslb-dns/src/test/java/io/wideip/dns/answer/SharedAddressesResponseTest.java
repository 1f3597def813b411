package io.wideip.dns.answer;

import static io.wideip.dns.answer.WideIpSite.SHOP;
import static io.wideip.dns.answer.WideIpSite.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VIPs may share an address: it is once in an answer, and takes no other's place. */
final class SharedAddressesResponseTest {
    private static final String SHARED = "192.0.2.1";
    private static final String SHARED_6 = "2001:db8:0:0:0:0:0:1";
    private static final String OTHER = "192.0.2.3";

    @ParameterizedTest
    @CsvSource({"failover", "round-robin", "weighted", "geo", "hash"})
    void isOnceInAnAnswer(String policy) {
        TestServer server = new TestServer(
                catalog().wideIp(SHOP, policy, "one", "two", "three").maxAnswers(2));
        for (int i = 0; i < 6; i++) {
            assertThat(server.data(SHOP, "A")).containsExactlyInAnyOrder(SHARED, OTHER);
            assertThat(server.data(SHOP, "AAAA")).containsExactly(SHARED_6);
        }
    }

    @Test
    void isOnceInAnAnswerOfAPool() {
        TestServer server = new TestServer(catalog()
                .pool("all", "round-robin", "one", "two", "three")
                .wideIpOverPools(SHOP, "failover", "all")
                .maxAnswers(3));
        assertThat(server.data(SHOP, "A")).containsExactly(SHARED, OTHER);
    }

    @Test
    void isOnceInAFallback() {
        TestServer server = new TestServer(catalog()
                .wideIp(SHOP, "failover", "gone")
                .fallback("one", "two", "three")
                .maxAnswers(2));
        server.down("192.0.2.9");
        assertThat(server.data(SHOP, "A")).containsExactly(SHARED, OTHER);
        assertThat(server.data(SHOP, "AAAA")).containsExactly(SHARED_6);
    }

    @Test
    void isOnceWhereAllAreAnsweredAsIfUp() {
        TestServer server = new TestServer(
                catalog().wideIp(SHOP, "failover", "one", "two", "three").maxAnswers(2));
        server.down(SHARED, SHARED_6, OTHER);
        assertThat(server.data(SHOP, "A")).containsExactly(SHARED, OTHER);
    }

    @Test
    void hasTheSharesOfAllWhoHaveIt() {
        TestServer turns = new TestServer(catalog().wideIp(SHOP, "round-robin", "one", "two", "three"));
        assertThat(ask(turns, 6)).containsExactly(SHARED, SHARED, OTHER, SHARED, SHARED, OTHER);
        TestServer draws = new TestServer(catalog().wideIp(SHOP, "weighted", "one=1", "two=2", "three=1"));
        List<String> drawn = ask(draws, 1000);
        assertThat(Collections.frequency(drawn, SHARED)).isBetween(700, 800);
    }

    private static TestCatalog catalog() {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .vip("one", "east", SHARED, SHARED_6)
                .vip("two", "east", SHARED, SHARED_6)
                .vip("three", "east", OTHER)
                .vip("gone", "east", "192.0.2.9");
    }
}
