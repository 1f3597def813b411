package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What databases don't know of a corporate network, and its rules say. */
final class CorporateNetworkResponseTest {
    @TempDir
    private Path directory;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = GeoSite.server(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.0/24, frankfurt /24",
        "198.51.100.7/32, frankfurt /24",
        "198.51.101.0/24, tokyo /24",
        "198.51.99.0/24,  tokyo /22",
        "198.51.128.0/24, tokyo /17"
    })
    void internalSubnetsInsideAPublicCountrysNetworkAreTheirOwn(String network, String expected) throws IOException {
        assertThat(GeoSite.ask(server, "near", "A", network)).isEqualTo(expected);
    }

    /** The exit is in Japan, its users in Toronto, by a position and by a preference. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.128/26, toronto /25",
        "203.0.113.200/32, toronto /25",
        "203.0.113.64/26,  frankfurt /26",
        "203.0.113.0/26,   tokyo /26"
    })
    void aRuleWinsOverTheCountryOfAVpnsExit(String network, String expected) throws IOException {
        assertThat(GeoSite.ask(server, "near", "A", network)).isEqualTo(expected);
    }

    @Test
    void whereTheExitsFirstChoiceIsDownTheRulesSecondCountsNotTheDatabase() throws IOException {
        server.down("192.0.2.2");
        assertThat(GeoSite.ask(server, "near", "A", "203.0.113.64/26")).startsWith("toronto ");
        server.down("192.0.2.1");
        assertThat(GeoSite.ask(server, "near", "A", "203.0.113.64/26")).startsWith("tokyo ");
    }

    @Test
    void ofTwoDatacentersInOneCityTheNearerServesAndTheOtherStandsByBeforeAllFurtherOnes() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertThat(GeoSite.ask(server, "city", "A", "100.64.3.0/24")).isEqualTo("frankfurt-2 /10");
        }
        server.down("192.0.2.3");
        assertThat(GeoSite.ask(server, "city", "A", "100.64.3.0/24")).isEqualTo("frankfurt /10");
        server.down("192.0.2.2");
        assertThat(GeoSite.ask(server, "city", "A", "100.64.3.0/24")).startsWith("tokyo ");
    }

    @Test
    void twoDatacentersInOneCityServeInTurnWhereTiesRotate() throws IOException {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seen.add(GeoSite.ask(server, "rotating", "A", "100.64.3.0/24"));
        }
        assertThat(seen)
                .containsExactlyInAnyOrder("frankfurt /10", "frankfurt /10", "frankfurt-2 /10", "frankfurt-2 /10");
        assertThat(GeoSite.ask(server, "rotating", "A", "203.0.113.0/26")).startsWith("tokyo ");
    }
}
