package io.wideip.app.drill;

import static java.util.stream.Collectors.toCollection;

import io.wideip.app.api.WideIpPage;
import io.wideip.app.api.WideIpReport;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import io.wideip.config.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The wide IPs with members that a drill takes away.
 *
 * @param all by name
 * @param further whether there may be more, which are drained but not watched
 */
public record DrilledWideIps(List<DrilledWideIp> all, boolean further) {
    /** Watched at once: with more, a round of questions takes longer than the answers to move. */
    static final int MOST = 1_000;

    private static final int PAGE = 1_000;

    /**
     * Asks servers for them, and believes the first that answers.
     *
     * @param wideIps null for all
     * @throws DrillFailure where none does
     */
    public static DrilledWideIps of(Servers servers, String datacenter, @Nullable Glob wideIps) throws DrillFailure {
        List<DrilledWideIp> found = new ArrayList<>();
        String after = null;
        do {
            ServerRequest request = ServerRequest.get("/wide-ips")
                    .with("search", wideIps == null ? null : wideIps.text())
                    .with("limit", PAGE)
                    .with("after", after);
            WideIpPage page = first(servers, request, WideIpPage.class);
            for (WideIpPage.WideIpEntry each : page.wideIps()) {
                // A search without an asterisk finds parts of names.
                if (wideIps != null && !wideIps.matches(each.name())) {
                    continue;
                }
                DrilledWideIp drilled = drilled(servers, each.name(), datacenter);
                if (drilled.leaving().isEmpty()) {
                    continue;
                }
                if (found.size() == MOST) {
                    return new DrilledWideIps(found, true);
                }
                found.add(drilled);
            }
            after = page.next();
        } while (after != null);
        return new DrilledWideIps(found, false);
    }

    private static DrilledWideIp drilled(Servers servers, String name, String datacenter) throws DrillFailure {
        WideIpReport report = first(servers, ServerRequest.get("/wide-ips/" + name), WideIpReport.class);
        Set<String> leaving = members(report, datacenter, true);
        // What another datacenter answers with, too, can't be told apart.
        leaving.removeAll(members(report, datacenter, false));
        return new DrilledWideIp(name, report.zone(), leaving);
    }

    private static Set<String> members(WideIpReport report, String datacenter, boolean there) {
        return report.members().stream()
                .filter(each -> each.datacenter().equals(datacenter) == there)
                .map(WideIpReport.MemberReport::address)
                .collect(toCollection(TreeSet::new));
    }

    private static <T> T first(Servers servers, ServerRequest request, Class<T> type) throws DrillFailure {
        String why = "";
        for (ServerReply<T> reply : servers.ask(request, type)) {
            if (reply instanceof ServerReply.Answered<T> answered) {
                return answered.result();
            }
            why = reply.server()
                    + (reply instanceof ServerReply.Refused<T> refused
                            ? " refuses: " + refused.message()
                            : " is not reached");
        }
        throw new DrillFailure("no server tells its wide IPs: " + why);
    }
}
