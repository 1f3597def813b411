package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.api.ClusterList.ClusterReport;
import io.wideip.app.api.DatacenterList.DatacenterReport;
import io.wideip.app.api.DatacenterList.MemberCounts;
import io.wideip.app.api.StatusReport;
import io.wideip.app.api.StatusReport.CatalogReport;
import io.wideip.app.api.StatusReport.TargetCounts;
import io.wideip.app.api.StatusReport.WideIpCounts;
import io.wideip.app.api.WideIpPage.WideIpEntry;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.standing.StandingSummary.Served;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StatusTextTest {
    private static final StatusReport STATUS = new StatusReport(
            "1",
            false,
            "starting",
            new CatalogReport(1, 3, 2, 77, Instant.EPOCH, 1, 1),
            new WideIpCounts(1, 1, 1, List.of(new WideIpEntry("a.example", "example", "failover", Served.BY_NONE))),
            List.of(new DatacenterReport("east", 1.0, 2.0, Map.of("down", 1), new MemberCounts(1, 2, 3, 4))),
            List.of(
                    new ClusterReport("e-1", "east", false, Instant.EPOCH, 2, 0, 0, 0),
                    new ClusterReport("e-2", "east", true, Instant.EPOCH, 0, 9, 0, 0)),
            new TargetCounts(5, 6, 7),
            1,
            List.of("a.yaml:1:1: wrong"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatIsWrongWhere() {
        assertThat(StatusText.of(STATUS)).isEqualTo("""
                        not ready: starting
                        catalog: 1 zones, 3 wide IPs, 2 VIPs; checksum 77, in use since 1970-01-01T00:00:00Z
                        the YAML as it is now is refused, problems: 1
                          a.yaml:1:1: wrong
                        datacenter east: VIPs 1 down; members 1 available, 2 with the VIP down, 3 with the application down, 4 drained
                        wide IPs: 1 served by all their datacenters, 1 by some, 1 by none
                          by-none: a.example
                        targets: 5 up, 6 down, 7 unknown
                        cluster e-1 is not heard; last 1970-01-01T00:00:00Z; Routes that are gone and serve on: 2
                        """);
    }

    /** Servers that say the same are named together; the exit code is that of the worst. */
    @Test
    void repliesArePrintedTogether() {
        List<ServerAddress> at = ServerAddress.of(List.of("unix:/a", "unix:/b", "unix:/c", "unix:/d"), Map.of());
        ServerReplies<StatusReport> replies = new ServerReplies<>(List.of(
                new ServerReply.Answered<>(at.get(0), STATUS, JsonMapping.tree(STATUS)),
                new ServerReply.Refused<>(at.get(1), "mayNot", "no"),
                new ServerReply.Answered<>(at.get(2), STATUS, JsonMapping.tree(STATUS)),
                new ServerReply.Unreached<>(at.get(3), "gone")));

        int code = replies.print(Output.TEXT, new PrintWriter(out), new PrintWriter(err), status -> "same\n");
        assertThat(code).isEqualTo(4);
        assertThat(out).hasToString("unix:/a, unix:/c:\nsame\n");
        assertThat(err.toString().lines()).containsExactly("unix:/b refuses: no", "unix:/d is not reached: gone");

        out.getBuffer().setLength(0);
        replies.print(Output.JSON, new PrintWriter(out), new PrintWriter(err), StatusText::of);
        assertThat(out.toString().replaceAll("\\s", ""))
                .startsWith("{\"servers\":[{\"at\":\"unix:/a\",\"result\":{\"version\":\"1\",\"ready\":false,")
                .contains("{\"at\":\"unix:/b\",\"error\":{\"code\":\"mayNot\",\"message\":\"no\"}}")
                .endsWith("{\"at\":\"unix:/d\",\"error\":{\"code\":\"unreached\",\"message\":\"gone\"}}]}");
    }
}
