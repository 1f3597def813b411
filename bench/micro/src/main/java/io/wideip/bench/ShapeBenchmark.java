package io.wideip.bench;

import io.wideip.dns.snapshot.Snapshot;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Wide IPs no two of which are alike, so that each is compiled by itself; a wide IP's part of a catalog of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ShapeBenchmark {
    private static final int SHAPES = 1000;

    @Param({"failover", "round-robin", "weighted", "hash", "geo"})
    String policy = "";

    private Site site = Site.alike(1);

    @Setup
    public void load() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < SHAPES; i++) {
            // Their TTLs differ.
            lines.append("  w%d.%s: {policy: %s, members: [vip0, vip1, vip2, vip3], ttl: %ds}%n"
                    .formatted(i, Site.ZONE, policy, i + 1));
        }
        site = new Site(lines);
    }

    @Benchmark
    @OperationsPerInvocation(SHAPES)
    public Snapshot shape() {
        return site.compile();
    }
}
