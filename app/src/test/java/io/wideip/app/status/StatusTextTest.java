package io.wideip.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.api.ClusterList.ClusterReport;
import io.wideip.app.api.DatacenterList.DatacenterReport;
import io.wideip.app.api.DatacenterList.MemberCounts;
import io.wideip.app.api.DrainReport;
import io.wideip.app.api.StatusReport;
import io.wideip.app.api.StatusReport.CatalogReport;
import io.wideip.app.api.StatusReport.TargetCounts;
import io.wideip.app.api.StatusReport.WideIpCounts;
import io.wideip.app.api.StatusReport.ZoneSerial;
import io.wideip.app.api.TroubledWideIp;
import io.wideip.app.api.TroubledWideIp.MissingDatacenter;
import io.wideip.config.orders.Order;
import io.wideip.config.standing.StandingSummary.Served;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StatusTextTest {
    private static final StatusReport STATUS = new StatusReport(
            "1",
            false,
            "starting",
            new CatalogReport(1, 3, 2, 77, List.of(new ZoneSerial("example", 5)), Instant.EPOCH, 1, 1),
            new WideIpCounts(
                    1,
                    1,
                    1,
                    List.of(new TroubledWideIp(
                            "a.example",
                            "example",
                            "failover",
                            Served.BY_NONE,
                            List.of(
                                    new MissingDatacenter("east", "VIP e is down: refused"),
                                    new MissingDatacenter("west", "drained"))))),
            List.of(new DatacenterReport("east", 1.0, 2.0, Map.of("down", 1), new MemberCounts(1, 2, 3, 4))),
            List.of(drain("k3f9xa", "east")),
            List.of(
                    new ClusterReport("e-1", "east", false, Instant.EPOCH, 2, 0, 0, 0),
                    new ClusterReport("e-2", "east", true, Instant.EPOCH, 0, 9, 0, 0)),
            new TargetCounts(5, 6, 7, List.of("target x is down")),
            1,
            List.of("a.yaml:1:1: wrong"));

    private static DrainReport drain(String id, String datacenter) {
        return new DrainReport(
                id,
                Order.Source.OPERATOR,
                null,
                datacenter,
                null,
                "firmware",
                "alice",
                Instant.EPOCH,
                null,
                null,
                true,
                null);
    }

    @Test
    void saysWhatIsWrongWhere() {
        assertThat(StatusText.of(STATUS)).isEqualTo("""
                        not ready: starting
                        catalog: 1 zone, 3 wide IPs, 2 VIPs; checksum 77, in use since 1970-01-01T00:00:00Z
                        the YAML as it is now is refused, problems: 1
                          a.yaml:1:1: wrong
                        datacenter east: VIPs 1 down; members 1 available, 2 with the VIP down, 3 with the application down, 4 drained
                        drains in force: 1
                          k3f9xa: datacenter east, since 1970-01-01T00:00:00Z, by alice: firmware
                        wide IPs: 1 served by all their datacenters, 1 by some, 1 by none
                          by-none: a.example; not by east: VIP e is down: refused; not by west: drained
                          and 1 more
                        targets: 5 up, 6 down, 7 unknown
                          target x is down
                          and 5 more
                        cluster e-1: not heard, last 1970-01-01T00:00:00Z; 0 Routes in use, 0 with a problem, 0 refused, 2 that are gone and serve on
                        cluster e-2: heard; 9 Routes in use, 0 with a problem, 0 refused
                        """);
    }

    @Test
    void serversThatAnswerTheSameAgree() {
        assertThat(StatusDifferences.of(Map.of())).isEmpty();
        assertThat(StatusDifferences.of(Map.of("a", STATUS))).isEmpty();
        // Another id, as each server was given its own order.
        assertThat(differences(STATUS, with(77, List.of(new ZoneSerial("example", 5)), drain("other", "east"))))
                .isEmpty();
    }

    @Test
    void itIsSaidInWhatServersDiffer() {
        StatusReport other =
                with(78, List.of(new ZoneSerial("example", 6), new ZoneSerial("more.example", 1)), drain("x", "west"));
        assertThat(differences(STATUS, other))
                .containsExactly(
                        "catalog: checksum 77 at a; 78 at b",
                        "zone example: serial 5 at a; 6 at b",
                        "zone more.example: only at b",
                        "drain of datacenter east: in force at a, not at b",
                        "drain of datacenter west: in force at b, not at a");
    }

    private static List<String> differences(StatusReport a, StatusReport b) {
        Map<String, StatusReport> byServer = new LinkedHashMap<>();
        byServer.put("a", a);
        byServer.put("b", b);
        return StatusDifferences.of(byServer);
    }

    private static StatusReport with(long checksum, List<ZoneSerial> serials, DrainReport drain) {
        return new StatusReport(
                "1",
                true,
                null,
                new CatalogReport(serials.size(), 3, 2, checksum, serials, Instant.EPOCH, 1, 0),
                STATUS.wideIps(),
                STATUS.datacenters(),
                List.of(drain),
                STATUS.clusters(),
                STATUS.targets(),
                0,
                List.of());
    }
}
