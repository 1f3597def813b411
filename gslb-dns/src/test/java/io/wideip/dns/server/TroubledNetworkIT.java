package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In a network of its own, which it can spoil. See {@link TroubledNetwork}, which runs in it. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class TroubledNetworkIT {
    private static final String TROUBLES = """
            ip link set dev lo up
            ip link add name near type veth peer name far
            ip link set dev near up
            ip link set dev far up
            ip address add 192.0.2.53/24 dev near
            echo 100000000 > /proc/sys/net/ipv4/neigh/near/unres_qlen_bytes
            for client in 198.51.100.1 198.51.100.2 198.51.100.3 198.51.100.4; do
              ip address add $client/32 dev lo
            done
            ip route replace local 198.51.100.2 dev lo table local mtu 600
            ip route add 198.51.100.4 dev near table 100
            replies='ipproto udp sport 5353'
            ip rule add pref 1 to 198.51.100.3 $replies prohibit
            ip rule add pref 2 to 198.51.100.4 $replies table 100
            ip rule add pref 3 table local
            ip rule del pref 0
            """;

    @Test
    void answersOnceATroubleIsOver() throws Exception {
        assumeTrue(
                ChildProcess.canPrepare(ChildProcess.NETWORK, TROUBLES),
                "unshare and ip can make a network with troubles");
        assertThat(ChildProcess.run(ChildProcess.NETWORK, TROUBLES, TroubledNetwork.class))
                .containsSubsequence(
                        "other replies went out",
                        "in one piece",
                        "went on after a stop",
                        "full",
                        "answers again",
                        "answers where its address is back");
    }
}
