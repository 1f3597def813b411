package io.wideip.app.api;

import io.wideip.app.api.WideIpPage.WideIpEntry;
import io.wideip.app.api.WideIpReport.MemberReport;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.HealthCheck;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.StandingSummary.Served;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The wide IPs: found, and told of one by one. Thread-safe. */
public final class WideIpOperations {
    private static final int MOST = 1_000;
    private static final int STANDARD = 100;

    private final Supplier<@Nullable Merged> merged;
    private final SnapshotCompiler compiler;

    public WideIpOperations(Supplier<@Nullable Merged> merged, SnapshotCompiler compiler) {
        this.merged = merged;
        this.compiler = compiler;
    }

    public List<Operation<?, ?>> all() {
        return List.of(
                Operation.get("/wide-ips", "Wide IPs by name, page after page.", WideIpPage.class, this::page)
                        .with("search", "a pattern of names, such as shop*.example.com; or a part of a name")
                        .with("served", "only those served by: by-all, by-some or by-none of their datacenters")
                        .with("after", "begin behind this name")
                        .with("limit", "names on a page: 1 to 1000; 100 if not given"),
                Operation.get(
                        "/wide-ips/{name}", "One wide IP, and how its members stand.", WideIpReport.class, this::one));
    }

    private Merged merged() throws OperationFailure {
        Merged now = merged.get();
        if (now == null) {
            throw OperationFailure.notReady("the YAML is being read for the first time: ask again later");
        }
        return now;
    }

    private WideIpPage page(OperationCall<Operation.None> call) throws OperationFailure {
        Glob search = glob(call.query("search"));
        String after = call.query("after");
        return page(
                search,
                call.word("served", Served.class),
                after == null ? "" : after,
                call.integer("limit", 1, MOST, STANDARD));
    }

    /** The first by name that are served like this. */
    public List<WideIpEntry> first(Served served, int limit) throws OperationFailure {
        return page(null, served, "", limit).wideIps();
    }

    private WideIpPage page(@Nullable Glob search, @Nullable Served served, String after, int limit)
            throws OperationFailure {
        // No more than a page is held, however many there are.
        TreeMap<DomainName, WideIpEntry> page = new TreeMap<>();
        int[] total = {0};
        boolean[] more = {false};
        merged().catalog().wideIps().forEach(wideIp -> {
            if (search != null && !search.matches(wideIp.name().text())) {
                return;
            }
            Served is = StandingSummary.served(compiler.standings(wideIp.name()));
            if (served != null && served != is) {
                return;
            }
            total[0]++;
            if (wideIp.name().text().compareTo(after) <= 0) {
                return;
            }
            page.put(wideIp.name(), entry(wideIp, is));
            if (page.size() > limit) {
                page.pollLastEntry();
                more[0] = true;
            }
        });
        return new WideIpPage(
                total[0], List.copyOf(page.values()), more[0] ? page.lastKey().text() : null);
    }

    private static WideIpEntry entry(WideIp wideIp, Served served) {
        return new WideIpEntry(
                wideIp.name().text(),
                wideIp.settings().zone().text(),
                wideIp.settings().policy().name(),
                served);
    }

    private static @Nullable Glob glob(@Nullable String search) throws OperationFailure {
        if (search == null || search.isEmpty()) {
            return null;
        }
        try {
            return Glob.ofNames(search.contains("*") ? search : "*" + search + "*");
        } catch (IllegalArgumentException none) {
            throw OperationFailure.invalid(
                    "'search' is '" + DidYouMean.shortened(search) + "', which " + none.getMessage());
        }
    }

    private WideIpReport one(OperationCall<Operation.None> call) throws OperationFailure {
        DomainName name = name(call.path("name"));
        Merged now = merged();
        WideIpSettings settings = now.catalog().wideIps().get(name);
        if (settings == null) {
            throw OperationFailure.notFound("there is no wide IP '" + name + "'");
        }
        List<MemberStanding> standings = compiler.standings(name);
        HealthCheck check = settings.healthCheck();
        Origin origin = now.provenance().wideIp(name);
        return new WideIpReport(
                name.text(),
                settings.zone().text(),
                origin == null ? null : origin.toString(),
                settings.policy().name(),
                settings.ttl(),
                settings.maxAnswers(),
                check == null ? null : check.name(),
                StandingSummary.served(standings),
                members(settings, standings));
    }

    private static DomainName name(String written) throws OperationFailure {
        try {
            return DomainName.parse(written);
        } catch (IllegalArgumentException malformed) {
            throw OperationFailure.invalid(String.valueOf(malformed.getMessage()));
        }
    }

    private static List<MemberReport> members(WideIpSettings settings, List<MemberStanding> standings) {
        List<String> pools = pools(settings.choices());
        return standings.stream()
                .map(each -> new MemberReport(
                        pools.isEmpty() ? null : pools.get(each.address().number()),
                        each.address().vip().name(),
                        each.address().vip().datacenter().name(),
                        each.address().text(),
                        each.address().member().weight(),
                        each.state()))
                .toList();
    }

    /** The pool of each member, by its number; empty where there are none. */
    private static List<String> pools(WideIp.Choices choices) {
        List<String> pools = new ArrayList<>();
        if (choices instanceof WideIp.Pools of) {
            of.pools()
                    .forEach(weighted -> weighted.pool()
                            .members()
                            .forEach(member -> pools.add(weighted.pool().name())));
        }
        return pools;
    }
}
