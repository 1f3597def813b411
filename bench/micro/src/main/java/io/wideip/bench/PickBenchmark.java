package io.wideip.bench;

import io.wideip.dns.snapshot.Answer;
import io.wideip.dns.wire.Query;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a name's answer to the reply for one query, for each kind of answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PickBenchmark implements Answer.Chance {
    @Param({"failover", "round-robin", "weighted", "hash", "geo"})
    String policy = "";

    private final Query query = Questions.read("w." + Site.ZONE, Questions.address(10, 2, 0, 1));
    private Answer answer;
    private int turn;
    private long random;

    public PickBenchmark() {
        answer = compiled("failover");
    }

    @Setup
    public void compile() {
        answer = compiled(policy);
    }

    private Answer compiled(String by) {
        Site site = new Site("  w.%s: {policy: %s, members: [vip0, vip1, vip2, vip3]}%n".formatted(Site.ZONE, by));
        return Objects.requireNonNull(site.compile().find(query));
    }

    @Benchmark
    public Answer.Reply pick() {
        return answer.pick(query, this);
    }

    @Override
    public int turn() {
        return turn++;
    }

    @Override
    public int below(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 32) * bound >>> 32);
    }
}
