package io.wideip.app.demo;

import io.wideip.app.StartFailure;
import io.wideip.config.AddressText;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** East and west: a load balancer each, both on the same port of two loopback addresses. */
final class Datacenters implements AutoCloseable {
    private static final int FIRST_PORT = 8080;
    private static final int LAST_PORT = 8179;

    private final int port;
    private final Map<String, FakeLtm> byName;

    private Datacenters(int port, Map<String, FakeLtm> byName) {
        this.port = port;
        this.byName = byName;
    }

    /** Takes the first port from 8080 on that is free on both addresses. */
    static Datacenters start() throws IOException, StartFailure {
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            Map<String, FakeLtm> byName = new LinkedHashMap<>();
            byName.put("east", new FakeLtm("east", InetAddress.getByName("127.0.0.2"), port));
            byName.put("west", new FakeLtm("west", InetAddress.getByName("127.0.0.3"), port));
            Datacenters datacenters = new Datacenters(port, byName);
            try {
                for (FakeLtm ltm : byName.values()) {
                    ltm.up();
                }
                return datacenters;
            } catch (BindException taken) {
                datacenters.close();
                if (String.valueOf(taken.getMessage()).contains("assign")) {
                    throw new StartFailure(
                            "this machine does not have the addresses 127.0.0.2 and 127.0.0.3; on macOS: "
                                    + "sudo ifconfig lo0 alias 127.0.0.2; sudo ifconfig lo0 alias 127.0.0.3",
                            taken);
                }
            }
        }
        throw new IOException(
                "no port from " + FIRST_PORT + " to " + LAST_PORT + " is free on 127.0.0.2 and 127.0.0.3");
    }

    int port() {
        return port;
    }

    Iterable<FakeLtm> all() {
        return byName.values();
    }

    FakeLtm named(String datacenter) {
        FakeLtm ltm = byName.get(datacenter);
        if (ltm == null) {
            throw new IllegalArgumentException("no datacenter " + datacenter);
        }
        return ltm;
    }

    /** The datacenter at an address, or the address itself. */
    String at(String address) {
        return byName.values().stream()
                .filter(ltm -> AddressText.of(ltm.address()).equals(address))
                .map(FakeLtm::datacenter)
                .findFirst()
                .orElse(address);
    }

    @Override
    public void close() {
        byName.values().forEach(FakeLtm::close);
    }
}
