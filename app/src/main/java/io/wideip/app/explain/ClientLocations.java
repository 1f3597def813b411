package io.wideip.app.explain;

import io.wideip.app.api.LocatedAddress;
import io.wideip.app.api.LocatedNetworkPage;
import io.wideip.app.api.LocatedNetworkReport;
import io.wideip.app.api.Operation;
import io.wideip.app.api.OperationFailure;
import io.wideip.config.Subnet;
import io.wideip.config.catalog.Merged;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.geo.LocatedNetwork;
import io.wideip.dns.snapshot.ServedTopology;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says where clients are, and why: of one address, or of all networks. Thread-safe. */
public final class ClientLocations {
    /** Networks on a page. */
    public static final int MOST = 10_000;

    private static final int STANDARD = 1000;
    private static final List<Subnet> EVERYTHING = List.of(new Subnet(true, 0, 0, 0), new Subnet(false, 0, 0, 0));

    private final SnapshotCompiler compiler;
    private final Supplier<@Nullable Merged> merged;

    public ClientLocations(SnapshotCompiler compiler, Supplier<@Nullable Merged> merged) {
        this.compiler = compiler;
        this.merged = merged;
    }

    public List<Operation<?, ?>> all() {
        return List.of(
                Operation.get(
                                "/locate",
                                "Where a client is, why, and what wide IPs with the policy geo answer there.",
                                LocatedAddress.class,
                                call -> locate(parsed("address", call.required("address"), ClientNetwork::address)))
                        .with("address", "the client's"),
                Operation.get(
                                "/locations",
                                "Where all clients are, network by network, page after page.",
                                LocatedNetworkPage.class,
                                call -> page(
                                        optional("network", call.query("network")),
                                        optional("after", call.query("after")),
                                        call.integer("limit", 1, MOST, STANDARD)))
                        .with("network", "only the parts of this one; all addresses if not given")
                        .with("after", "begin behind this network")
                        .with("limit", "networks on a page: 1 to 10000; 1000 if not given"));
    }

    private static @Nullable Subnet optional(String parameter, @Nullable String written) throws OperationFailure {
        return written == null ? null : parsed(parameter, written, ClientNetwork::network);
    }

    private static Subnet parsed(String parameter, String written, Function<String, Subnet> reader)
            throws OperationFailure {
        try {
            return reader.apply(written);
        } catch (IllegalArgumentException malformed) {
            throw OperationFailure.invalid("'" + parameter + "': " + malformed.getMessage());
        }
    }

    /**
     * Where one address is, and what it gets.
     *
     * @param address the network of it alone
     */
    public LocatedAddress locate(Subnet address) throws OperationFailure {
        return new AddressWriter(compiler, merged(), topology().topology()).write(address);
    }

    private Merged merged() throws OperationFailure {
        Merged now = merged.get();
        if (now == null) {
            throw notReady();
        }
        return now;
    }

    private ServedTopology topology() throws OperationFailure {
        ServedTopology now = compiler.servedTopology();
        if (now == null) {
            throw notReady();
        }
        return now;
    }

    private static OperationFailure notReady() {
        return OperationFailure.notReady("the server has read no catalog yet: ask again in a moment");
    }

    /**
     * Some networks, by address.
     *
     * @param within of which they are parts; null for all addresses
     * @param after begin behind this one; null to begin with the first
     */
    public LocatedNetworkPage page(@Nullable Subnet within, @Nullable Subnet after, int limit) throws OperationFailure {
        if (within != null && after != null && !holds(within, after)) {
            throw OperationFailure.invalid("'after': " + after + " is no part of " + within);
        }
        ServedTopology served = topology();
        LocationWriter writer = new LocationWriter(merged().provenance());
        List<LocatedNetworkReport> page = new ArrayList<>();
        for (Subnet space : within == null ? EVERYTHING : List.of(within)) {
            if (after != null && space.ipv4() && !after.ipv4()) {
                continue; // They were told before.
            }
            Iterator<LocatedNetwork> networks =
                    served.topology().networks(space, after != null && holds(space, after) ? after : null);
            while (networks.hasNext()) {
                if (page.size() == limit) {
                    return page(served, page, page.get(limit - 1).network());
                }
                page.add(writer.write(networks.next()));
            }
        }
        return page(served, page, null);
    }

    private static boolean holds(Subnet outer, Subnet inner) {
        return outer.ipv4() == inner.ipv4()
                && outer.length() <= inner.length()
                && Prefixes.network(inner.ipv4(), inner.high(), inner.low(), outer.length())
                        .equals(outer);
    }

    private static LocatedNetworkPage page(
            ServedTopology served, List<LocatedNetworkReport> networks, @Nullable String next) {
        return new LocatedNetworkPage(Long.toHexString(served.contents()), networks, next);
    }
}
