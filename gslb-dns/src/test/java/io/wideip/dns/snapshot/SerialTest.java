package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Zone;
import io.wideip.dns.TestCatalog;
import org.junit.jupiter.api.Test;

final class SerialTest {
    @Test
    void serversWithTheSameZoneAgree() {
        assertThat(Serial.of(zone("www A 192.0.2.80"))).isEqualTo(Serial.of(zone("www A 192.0.2.80")));
    }

    @Test
    void everyChangeOfTheZoneShows() {
        assertThat(new int[] {
                    Serial.of(zone("www A 192.0.2.80")), Serial.of(zone("www A 192.0.2.81")), Serial.of(zone("")),
                })
                .doesNotHaveDuplicates();
    }

    private static Zone zone(String records) {
        return new TestCatalog()
                .zone("apps.example.com", records)
                .build()
                .zones()
                .values()
                .iterator()
                .next();
    }
}
