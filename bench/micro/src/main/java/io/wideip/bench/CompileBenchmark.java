package io.wideip.bench;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.catalog.Merge;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Targets;
import io.wideip.dns.snapshot.Snapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole catalog, one wide IP of it that changes, and a verdict that moves a quarter of them from or to their first VIP. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 2)
@Fork(jvmArgsAppend = "-Xmx2g")
public class CompileBenchmark {
    private static final String FIRST_VIP = "192.0.2.1";

    @Param({"1000", "100000"})
    int wideIps;

    private Site site = Site.alike(1);
    private List<Target> targets = List.of();
    /** To another definition of the first wide IP, and back. */
    private List<CatalogChange> changes = List.of();

    private int made;

    @Setup
    public void load() {
        site = Site.alike(wideIps);
        site.compile();
        targets = Targets.of(site.catalog()).stream()
                .filter(target -> target.address().equals(FIRST_VIP))
                .toList();
        Catalog another = Merge.of(List.of(site.changedPart()), site.merged()).catalog();
        changes =
                List.of(CatalogChange.between(site.catalog(), another), CatalogChange.between(another, site.catalog()));
    }

    @Benchmark
    public Snapshot catalog() {
        return site.compile();
    }

    @Benchmark
    public Snapshot change() {
        site.compiler().catalog(changes.get(made++ & 1));
        return site.compiler().current();
    }

    @Benchmark
    public Snapshot verdict() {
        site.flip(FIRST_VIP);
        site.compiler().changed(targets);
        return site.compiler().current();
    }
}
