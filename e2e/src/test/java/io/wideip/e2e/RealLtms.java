package io.wideip.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;

/** The example {@code real-ltms}, running: two HAProxy LTMs, four nginx applications, Wideip, unbound. */
final class RealLtms implements AutoCloseable {
    static final List<String> DATACENTERS = List.of("east", "west");
    static final List<String> APPLICATIONS = List.of("shop", "pay");

    private static final int HTTPS_PORT = 8443;

    private final Programs programs = Programs.require(Map.of(
            "haproxy", "haproxy",
            "nginx", "nginx-light",
            "unbound", "unbound",
            "curl", "curl",
            "dig", "bind9-dnsutils",
            "openssl", "openssl"));
    private final LoopbackNetwork network =
            LoopbackNetwork.free(List.of("1:8443", "1:1936", "2:8443", "2:1936", "53:5300", "53:8053", "54:5300"));
    private final Path scratch;
    private final ExampleFiles files;
    private final Daemons daemons;

    RealLtms(Path scratch) throws IOException {
        this.scratch = scratch;
        files = new ExampleFiles("real-ltms", network, scratch);
        copyExample();
        files.makeCertificate(programs);
        daemons = new Daemons(Tree.LOGS);
    }

    void startAll() {
        for (String datacenter : DATACENTERS) {
            APPLICATIONS.forEach(application -> startApplication(application, datacenter));
            startLtm(datacenter);
        }
        daemons.start("wideip", scratch, Map.of(), Tree.wideip("serve", "--config", "config"));
        daemons.start("unbound", scratch, Map.of(), command("unbound", "-d -p -c unbound.conf"));
    }

    void startApplication(String application, String datacenter) {
        String name = datacenter + "-" + application;
        daemons.start(name, scratch.resolve(name), Map.of(), command("nginx", "-p . -c nginx.conf -e stderr"));
    }

    void stopApplication(String application, String datacenter) {
        daemons.stop(datacenter + "-" + application);
    }

    void startLtm(String datacenter) {
        Map<String, String> environment = Map.of("LTM", address(datacenter), "DATACENTER", datacenter);
        daemons.start(ltm(datacenter), scratch, environment, command("haproxy", "-db -f haproxy.cfg"));
    }

    void stopLtm(String datacenter) {
        daemons.stop(ltm(datacenter));
    }

    String address(String datacenter) {
        return network.address(1 + DATACENTERS.indexOf(datacenter));
    }

    /** What a client's resolver says: addresses, one a line. */
    String resolve(String host) {
        return run("dig", "@%s -p 5300 +short +tries=1 +time=5 %s A".formatted(network.address(54), host));
    }

    /** The page that a client gets at an address, its certificate checked for the host; empty on any failure. */
    String fetch(String host, String address) {
        String url = "https://%s:%d/".formatted(host, HTTPS_PORT);
        String pinned = "%s:%d:%s".formatted(host, HTTPS_PORT, address);
        return run("curl", "-sf -m 5 --noproxy * --cacert cert.pem --resolve %s %s".formatted(pinned, url));
    }

    void eventually(ThrowingRunnable assertion) {
        daemons.eventually(assertion);
    }

    @Override
    public void close() {
        daemons.close();
    }

    private void copyExample() throws IOException {
        files.copy("wideip.yaml", "config");
        files.copy("haproxy.cfg", "");
        files.copy("unbound.conf", "");
        for (String datacenter : DATACENTERS) {
            for (String application : APPLICATIONS) {
                String directory = datacenter + "-" + application;
                files.copy("nginx.conf", directory);
                files.write(directory + "/html/index.html", application + " from " + datacenter);
            }
        }
    }

    private String run(String program, String arguments) {
        return programs.run(scratch, program, arguments);
    }

    private List<String> command(String program, String arguments) {
        return programs.command(program, arguments);
    }

    private static String ltm(String datacenter) {
        return datacenter + "-ltm";
    }
}
