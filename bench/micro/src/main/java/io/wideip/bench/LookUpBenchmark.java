package io.wideip.bench;

import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.snapshot.Answer;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.wire.Query;
import java.net.InetAddress;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a packet to its name's answer: reading the question and looking it up, names in random order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookUpBenchmark {
    private static final int QUERIES = 1 << 14;

    @Param({"1000", "100000"})
    int names;

    /** Of names that are there, of none, and of names that a wildcard covers. */
    @Param({"w%d", "nothing%d", "some%d.thing.wild"})
    String asked = "";

    private final byte[][] messages = new byte[QUERIES][];
    private final Query query = new Query();
    private final ClientAddress client = ClientAddress.of(InetAddress.getLoopbackAddress());
    private Snapshot snapshot = Snapshot.EMPTY;
    private int next;

    @Setup
    public void compile() {
        snapshot = Site.alike(names).compile();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < QUERIES; i++) {
            messages[i] = Questions.message(asked.formatted(random.nextInt(names)) + "." + Site.ZONE);
        }
    }

    @Benchmark
    public @Nullable Answer lookUp() {
        byte[] message = messages[next++ & QUERIES - 1];
        query.read(message, message.length, client);
        return snapshot.find(query);
    }
}
