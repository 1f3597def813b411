package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WideIpsTest {
    private static final PolicyOptions POLICY = () -> "round-robin";
    private static final WideIpSettings SHORT = settings(5);
    private static final WideIpSettings LONG = settings(60);
    private static final DomainName SHOP = new DomainName("shop.example.com");
    private static final DomainName PAY = new DomainName("pay.example.com");
    private static final DomainName ROOT = new DomainName("");

    @Test
    void tellWhatWasAddedChangedAndRemoved() {
        WideIps before = WideIps.NONE.edit().put(SHOP, SHORT).put(PAY, SHORT).apply();
        WideIps after =
                before.edit().put(SHOP, LONG).remove(PAY).put(ROOT, LONG).apply();
        List<String> told = new ArrayList<>();
        before.differences(
                after,
                (name, was, is) ->
                        told.add(name + " " + (was == null ? "-" : was.ttl()) + " " + (is == null ? "-" : is.ttl())));

        assertThat(told).containsExactlyInAnyOrder("shop.example.com PT5S PT1M", "pay.example.com PT5S -", ". - PT1M");
        assertThat(after.get(SHOP)).isEqualTo(LONG);
        assertThat(after.get(PAY)).isNull();
        assertThat(after.size()).isEqualTo(2);
    }

    @Test
    void areEqualWhereTheyHoldTheSame() {
        WideIps one = WideIps.NONE.edit().put(SHOP, SHORT).put(PAY, SHORT).apply();
        WideIps other =
                WideIps.NONE.edit().put(PAY, settings(5)).put(SHOP, settings(5)).apply();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(other.edit().put(SHOP, LONG).apply());
        assertThat(one).isNotEqualTo(other.edit().remove(SHOP).apply());
    }

    private static WideIpSettings settings(int ttl) {
        return new WideIpSettings(
                new DomainName("example.com"),
                POLICY,
                new WideIp.Members(List.of()),
                null,
                Duration.ofSeconds(ttl),
                1,
                new WhenAllDown.All());
    }
}
