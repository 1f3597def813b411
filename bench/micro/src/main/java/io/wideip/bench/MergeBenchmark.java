package io.wideip.bench;

import io.wideip.config.CatalogChange;
import io.wideip.config.catalog.Merge;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Part;
import io.wideip.config.catalog.Sources;
import io.wideip.config.standing.TargetChange;
import io.wideip.config.standing.TargetUse;
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
import org.openjdk.jmh.infra.Blackhole;

/** A part merged whole, the same with one wide IP changed, and the way of that change up to the answers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 2)
@Fork(jvmArgsAppend = "-Xmx3g")
public class MergeBenchmark {
    @Param("100000")
    int wideIps;

    private Site site = Site.alike(2);
    private Part part = site.part();
    private Part changed = site.changedPart();
    private Merged before = site.merged();
    private Sources sources = new Sources(change -> {});
    private boolean isChanged;

    @Setup
    public void load(Blackhole told) {
        site = Site.alike(wideIps);
        part = site.part();
        changed = site.changedPart();
        before = site.merged();
        TargetUse targets = new TargetUse();
        sources = new Sources(change -> {
            TargetChange probed = targets.change(change);
            told.consume(probed);
            site.compiler().catalog(change);
        });
        sources.put(part);
    }

    @Benchmark
    public Merged whole() {
        return Merge.of(List.of(part));
    }

    @Benchmark
    public Merged changed() {
        return Merge.of(List.of(changed), before);
    }

    /** The same, and what differs between both catalogs. */
    @Benchmark
    public CatalogChange change() {
        Merged merged = Merge.of(List.of(changed), before);
        return CatalogChange.between(before.catalog(), merged.catalog());
    }

    /** A source's part with one changed wide IP: merged, compared, its targets counted, compiled and swapped in. */
    @Benchmark
    public Snapshot answered() {
        sources.put(next());
        return site.compiler().current();
    }

    private Part next() {
        isChanged = !isChanged;
        return isChanged ? changed : part;
    }
}
