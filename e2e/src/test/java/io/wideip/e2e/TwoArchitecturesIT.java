package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code two-architectures}: LTMs that end TLS and LTMs that pass it on, before the routers of two clusters. */
@Tag("slow")
final class TwoArchitecturesIT {
    private static final List<String> DATACENTERS = List.of("east", "west");
    private static final List<String> APPLICATIONS = List.of("shop", "pay");
    private static final String SHOP = "shop.apps.example.com";
    private static final String PAY = "pay.apps.example.com";

    @TempDir
    private Path scratch;

    private final Programs programs = Programs.require(Map.of(
            "haproxy",
            "haproxy",
            "nginx",
            "nginx-light",
            "curl",
            "curl",
            "dig",
            "bind9-dnsutils",
            "openssl",
            "openssl"));
    private final LoopbackNetwork network = LoopbackNetwork.free(List.of(
            "1:8443", "1:1936", "2:8443", "2:1936", "11:8443", "11:1936", "12:8443", "12:1936", "53:5300", "53:8053"));

    private Daemons daemons;

    @BeforeEach
    void start() throws IOException {
        daemons = new Daemons(Tree.LOGS);
        ExampleFiles files = new ExampleFiles("two-architectures", network, scratch);
        files.makeCertificate(programs);
        files.copy("wideip.yaml", "config");
        files.copy("routes", "config");
        files.copy("haproxy.cfg", "");
        for (String datacenter : DATACENTERS) {
            for (String application : APPLICATIONS) {
                String directory = datacenter + "-" + application;
                files.copy(application + ".conf", directory);
                files.write(directory + "/html/index.html", application + " from " + datacenter);
                startApplication(application, datacenter);
            }
            Map<String, String> environment = Map.of(
                    "DATACENTER", datacenter, "LTM", ltm(datacenter), "PASS", network.address(10 + number(datacenter)));
            daemons.start(
                    datacenter + "-haproxy", scratch, environment, programs.command("haproxy", "-db -f haproxy.cfg"));
        }
        daemons.start("wideip", scratch, Map.of(), Tree.wideip("serve", "config"));
    }

    @AfterEach
    void end() {
        daemons.close();
    }

    @Test
    void callersAreSentToTheirOwnDatacenterWhileTheApplicationIsUpThere() {
        awaitServed(SHOP, "east", "east");
        awaitServed(SHOP, "west", "west");
        awaitServed(PAY, "east", "east");
        awaitServed(PAY, "west", "west");

        daemons.stop("west-shop");
        awaitServed(SHOP, "west", "east");
        awaitServed(PAY, "west", "west");

        daemons.stop("east-pay");
        awaitServed(PAY, "east", "west");

        startApplication("shop", "west");
        startApplication("pay", "east");
        awaitServed(SHOP, "west", "west");
        awaitServed(PAY, "east", "east");
    }

    @Test
    void eachClusterHasANameOfItsOwnThatBypassesPolicyAndHealth() {
        awaitServed(SHOP, "east", "east");
        daemons.stop("west-shop");
        awaitServed(SHOP, "west", "east");

        assertThat(resolve("shop--west.apps.example.com", "east")).isEqualTo(ltm("west"));
        assertThat(resolve("pay--east.apps.example.com", "west")).isEqualTo(network.address(11));
    }

    private void startApplication(String application, String datacenter) {
        String name = datacenter + "-" + application;
        daemons.start(
                name,
                scratch.resolve(name),
                Map.of(),
                programs.command("nginx", "-p . -c " + application + ".conf -e stderr"));
    }

    private void awaitServed(String host, String caller, String datacenter) {
        String page = host.substring(0, host.indexOf('.')) + " from " + datacenter;
        daemons.eventually(() -> assertThat(fetch(host, resolve(host, caller)))
                .as("%s for callers in %s", host, caller)
                .isEqualTo(page));
    }

    /** What a caller in a datacenter gets: addresses, one a line. */
    private String resolve(String host, String caller) {
        String from = network.address(caller.equals("east") ? 65 : 97);
        return programs.run(
                scratch,
                "dig",
                "-b %s @%s -p 5300 +short +tries=1 +time=5 %s A".formatted(from, network.address(53), host));
    }

    /** The page at an address, its certificate checked for the host; empty on any failure. */
    private String fetch(String host, String address) {
        return programs.run(
                scratch,
                "curl",
                "-sf -m 5 --noproxy * --cacert cert.pem --resolve %s:8443:%s https://%s:8443/"
                        .formatted(host, address, host));
    }

    private String ltm(String datacenter) {
        return network.address(number(datacenter));
    }

    private static int number(String datacenter) {
        return 1 + DATACENTERS.indexOf(datacenter);
    }
}
