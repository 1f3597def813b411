package io.wideip.config.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wideip.config.Datacenter;
import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.Pool;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MemberAddressTest {
    @Test
    void allMembersOfAllPoolsHaveTheirsInTheOrderWritten() throws IOException {
        Vip two = vip("two", null, "192.0.2.1", "2001:db8::1");
        Vip named = vip("named", new DomainName("lb.example.net"));
        WideIp.Pools pools = new WideIp.Pools(List.of(pool("near", two), pool("far", named, two)));

        assertThat(MemberAddress.of(pools))
                .extracting(MemberAddress::number, address -> address.vip().name(), MemberAddress::text)
                .containsExactly(
                        tuple(0, "two", "192.0.2.1"),
                        tuple(0, "two", "2001:db8::1"),
                        tuple(1, "named", "lb.example.net"),
                        tuple(2, "two", "192.0.2.1"),
                        tuple(2, "two", "2001:db8::1"));
    }

    /** The address is the host of the VIP's own check, too. */
    @Test
    void targetsNameAnIpv6AddressInItsShortForm() throws IOException {
        HealthCheck check =
                new HealthCheck("router", () -> null, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
        InetAddress ipv6 = InetAddress.getByName("2001:DB8:0:0:0:0:0:10");
        Vip vip = new Vip("ltm", new Datacenter("east"), List.of(ipv6), null, check);
        MemberAddress address = new MemberAddress(0, new Member(vip, 1), ipv6);

        assertThat(address.text()).isEqualTo("2001:db8::10");
        assertThat(Targets.vipCheck(address)).isEqualTo(new Target("2001:db8::10", check, "2001:db8::10"));
    }

    private static WideIp.WeightedPool pool(String name, Vip... vips) {
        List<Member> members = Stream.of(vips).map(vip -> new Member(vip, 1)).toList();
        return new WideIp.WeightedPool(new Pool(name, () -> "failover", members), 1);
    }

    private static Vip vip(String name, @Nullable DomainName hostname, String... addresses) throws IOException {
        List<InetAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(InetAddress.getByName(address));
        }
        return new Vip(name, new Datacenter("east"), parsed, hostname, null);
    }
}
