package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the system says where it has no way to a target: what it lacks itself leaves the target undecided, what it was told is
 * the target's. In a network of its own.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class RoutesIT {
    private static final String NETWORK = """
            ip link set dev lo up
            ip link add name near type veth peer name far
            ip link set dev near up
            ip link set dev far up
            ip address add 198.51.100.1/24 dev near
            ip route add unreachable 192.0.2.1
            ip route add prohibit 192.0.2.2
            ip route add blackhole 192.0.2.3
            """;
    private static final String NO_IPV6 = "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6\n";

    @Test
    void tellWhoseTroubleItIs() throws Exception {
        assertThat(outcomes(
                        NETWORK,
                        "192.0.2.1",
                        "192.0.2.2",
                        "192.0.2.3",
                        "192.0.2.4",
                        "2001:db8::1",
                        "198.51.100.99",
                        "198.51.100.1"))
                .containsExactly(
                        "192.0.2.1 route",
                        "192.0.2.2 Undecided",
                        "192.0.2.3 Undecided",
                        "192.0.2.4 Undecided",
                        "2001:db8::1 Undecided",
                        // Nobody has this address.
                        "198.51.100.99 route",
                        "198.51.100.1 refused");
    }

    @Test
    void aFamilyThatIsSwitchedOffIsThisMachinesTrouble() throws Exception {
        assertThat(outcomes(NETWORK + NO_IPV6, "2001:db8::1", "198.51.100.1"))
                .containsExactly("2001:db8::1 Undecided", "198.51.100.1 refused");
    }

    private static List<String> outcomes(String network, String... addresses) throws Exception {
        assumeTrue(run(network + "exit 0\n").code == 0, "unshare and ip can make a network with routes");
        Ended ended = run(network + "exec " + Path.of(System.getProperty("java.home"), "bin", "java") + " -cp '"
                + System.getProperty("java.class.path") + "' " + Routes.class.getName() + " "
                + String.join(" ", addresses) + "\n");
        assertThat(ended.code).as("%s", ended.printed).isZero();
        return ended.printed;
    }

    private record Ended(int code, List<String> printed) {}

    private static Ended run(String script) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net", "sh", "-ec", script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.contains(" WARN ") && !line.contains(" DEBUG "))
                    .toList();
            return new Ended(process.waitFor(), printed);
        } catch (IOException missing) {
            return new Ended(-1, List.of());
        }
    }
}
