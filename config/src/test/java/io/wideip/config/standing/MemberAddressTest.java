package io.wideip.config.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Datacenter;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemberAddressTest {
    /** The address is the host of the VIP's own check, too. */
    @Test
    void targetsNameAnIpv6AddressInItsShortForm() throws IOException {
        HealthCheck check =
                new HealthCheck("router", () -> null, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
        InetAddress ipv6 = InetAddress.getByName("2001:DB8:0:0:0:0:0:10");
        Vip vip = new Vip("ltm", new Datacenter("east", null), List.of(ipv6), null, check);
        MemberAddress address = new MemberAddress(0, new Member(vip, 1), ipv6);

        assertThat(address.text()).isEqualTo("2001:db8::10");
        assertThat(Targets.vipCheck(address)).isEqualTo(new Target("2001:db8::10", check, "2001:db8::10"));
    }
}
