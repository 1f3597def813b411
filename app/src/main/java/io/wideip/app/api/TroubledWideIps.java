package io.wideip.app.api;

import io.wideip.app.api.TroubledWideIp.MissingDatacenter;
import io.wideip.app.api.WideIpPage.WideIpEntry;
import io.wideip.config.DomainName;
import io.wideip.config.standing.MemberReasons;
import io.wideip.config.standing.MemberReasons.Judged;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.StandingSummary.Served;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wide IPs that not all of their datacenters serve, with why. Thread-safe. */
public final class TroubledWideIps {
    private final WideIpOperations wideIps;
    private final SnapshotCompiler compiler;

    public TroubledWideIps(WideIpOperations wideIps, SnapshotCompiler compiler) {
        this.wideIps = wideIps;
        this.compiler = compiler;
    }

    /**
     * The first by name that nobody serves, then the first that some serve.
     *
     * @param most of each
     */
    public List<TroubledWideIp> first(StandingSummary summary, int most) throws OperationFailure {
        List<TroubledWideIp> troubled = new ArrayList<>();
        for (Served served : List.of(Served.BY_NONE, Served.BY_SOME)) {
            // To find them is to look at all.
            if (summary.wideIps().getOrDefault(served, 0) > 0) {
                wideIps.first(served, most).forEach(each -> troubled.add(troubled(each)));
            }
        }
        return troubled;
    }

    private TroubledWideIp troubled(WideIpEntry wideIp) {
        return new TroubledWideIp(
                wideIp.name(),
                wideIp.zone(),
                wideIp.policy(),
                wideIp.served(),
                missing(compiler.reasons(DomainName.parse(wideIp.name()))));
    }

    static List<MissingDatacenter> missing(List<MemberReasons> members) {
        Set<String> serving = new HashSet<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (MemberReasons member : members) {
            String datacenter = member.standing().address().vip().datacenter().name();
            if (member.standing().available()) {
                serving.add(datacenter);
            } else {
                missing.putIfAbsent(datacenter, reason(member));
            }
        }
        missing.keySet().removeAll(serving);
        return missing.entrySet().stream()
                .map(each -> new MissingDatacenter(each.getKey(), each.getValue()))
                .toList();
    }

    private static String reason(MemberReasons member) {
        String vip = member.standing().address().vip().name();
        return switch (member.standing().state()) {
            case AVAILABLE -> throw new IllegalArgumentException(vip + " is available");
            case DRAINED -> "drained";
            case VIP_DOWN -> "VIP " + vip + " is down" + judged(member.vip());
            case APPLICATION_DOWN -> "the application is down at VIP " + vip + judged(member.application());
        };
    }

    private static String judged(@Nullable Judged check) {
        return check == null ? "" : ": " + check.status().reason();
    }
}
