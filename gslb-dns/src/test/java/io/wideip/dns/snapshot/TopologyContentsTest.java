package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.geo.Topology;
import org.junit.jupiter.api.Test;

final class TopologyContentsTest {
    @Test
    void theOrderOfRulesForOtherNetworksMeansNothing() {
        assertThat(contents("10.1.0.0/16 east", "10.0.0.0/8 west"))
                .isEqualTo(contents("10.0.0.0/8 west", "10.1.0.0/16 east"))
                .isNotEqualTo(contents("10.1.0.0/16 west", "10.0.0.0/8 east"));
    }

    @Test
    void ofRulesForTheSameNetworkTheFirstCounts() {
        assertThat(contents("10.0.0.0/8 east", "10.0.0.0/8 west"))
                .isEqualTo(contents("10.0.0.0/8 east"))
                .isNotEqualTo(contents("10.0.0.0/8 west", "10.0.0.0/8 east"));
    }

    private static long contents(String... rules) {
        TestCatalog site = new TestCatalog()
                .zone("apps.example.com", "")
                .vip("a", "east", "192.0.2.1")
                .vip("b", "west", "192.0.2.2");
        for (String rule : rules) {
            String[] words = rule.split(" ", -1);
            site.prefer(words[0], words[1]);
        }
        Catalog catalog = site.build();
        return TopologyContents.of(
                catalog, Topology.of(catalog.topology(), catalog.datacenters().values()));
    }
}
