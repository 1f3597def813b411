package io.wideip.bench;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.GeoDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** From a client's address to its order of datacenters and the scope, beside the vendor's reader, which gives the record alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LocateBenchmark {
    private static final int CLIENTS = 1 << 16;
    private static final List<Datacenter> DATACENTERS = List.of(
            new Datacenter("newyork", new Position(40.71, -74.01)),
            new Datacenter("paris", new Position(48.85, 2.35)),
            new Datacenter("tokyo", new Position(35.68, 139.69)),
            new Datacenter("saopaulo", new Position(-23.55, -46.63)));

    /** Files of one kind, with colons between them: the first has IPv4, the last has IPv6. */
    @Param("")
    String databases = "";

    @Param({"4", "6"})
    int family;

    private final Subnet[] clients = new Subnet[CLIENTS];
    private final InetAddress[] addresses = new InetAddress[CLIENTS];
    private LocationTable table = Topology.of(List.of(), DATACENTERS).table();
    private @Nullable Reader plain;
    private @Nullable Reader cached;
    private int next;

    @Setup
    public void read() throws IOException {
        String[] paths = databases.split(File.pathSeparator, -1);
        List<GeoDatabase> all = new ArrayList<>();
        for (String path : paths) {
            all.add(DatabaseFile.read(Path.of(path)));
        }
        table = Topology.of(List.of(), DATACENTERS, all).table();
        int ofFamily = family == 4 ? 0 : paths.length - 1;
        File file = new File(paths[ofFamily]);
        plain = new Reader(file, Reader.FileMode.MEMORY);
        cached = new Reader(file, Reader.FileMode.MEMORY, new CHMCache());
        draw(all.get(ofFamily));
    }

    /** IPv4 anywhere, IPv6 in any of the networks that the database knows. */
    private void draw(GeoDatabase database) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CLIENTS; i++) {
            Subnet client;
            if (family == 4) {
                client = new Subnet(true, random.nextLong() & -1L << 32, 0, 32);
            } else {
                int range = random.nextInt(database.networks().ranges(false));
                client = new Subnet(
                        false,
                        database.networks().startHigh(false, range),
                        database.networks().startLow(false, range) | random.nextInt(1 << 16),
                        128);
            }
            clients[i] = client;
            addresses[i] = client.address();
        }
    }

    @Benchmark
    public long table() {
        Subnet client = clients[next++ & CLIENTS - 1];
        return table.find(client.ipv4(), client.high(), client.low());
    }

    @Benchmark
    public @Nullable Object vendor() throws IOException {
        return read(plain);
    }

    @Benchmark
    public @Nullable Object vendorWithCache() throws IOException {
        return read(cached);
    }

    private @Nullable Object read(@Nullable Reader reader) throws IOException {
        return Objects.requireNonNull(reader).get(addresses[next++ & CLIENTS - 1], Object.class);
    }
}
