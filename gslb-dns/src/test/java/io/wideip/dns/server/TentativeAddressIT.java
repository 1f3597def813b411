package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An interface lists an address of IPv6 before a socket can have it: while the system looks for another machine that has it. In a
 * network of its own, where that takes a minute. See {@link TentativeAddress}, which runs in it.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class TentativeAddressIT {
    private static final String ADDRESS = """
            ip link set dev lo up
            ip link add name near type veth peer name far
            echo 60 > /proc/sys/net/ipv6/conf/near/dad_transmits
            ip link set dev near up
            ip link set dev far up
            ip address add 2001:db8::53/64 dev near
            """;

    @ParameterizedTest
    @EnumSource
    void isServedOnceItCanBe(SocketApi socketApi) throws Exception {
        assumeTrue(
                ChildProcess.canPrepare(ChildProcess.NETWORK, ADDRESS), "unshare and ip can make a network with IPv6");
        List<String> printed =
                ChildProcess.run(ChildProcess.NETWORK, ADDRESS, TentativeAddress.class, socketApi.name());
        assertThat(printed).containsSubsequence("tentative", "started", "served", "closed");
    }
}
