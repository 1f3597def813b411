package io.wideip.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CatalogSummaryTest {
    @Test
    void countsInWords() {
        assertThat(new CatalogSummary(2, 14, 1)).hasToString("2 zones, 14 wide IPs, 1 VIP");
        assertThat(new CatalogSummary(1, 0, 4)).hasToString("1 zone, 0 wide IPs, 4 VIPs");
    }
}
