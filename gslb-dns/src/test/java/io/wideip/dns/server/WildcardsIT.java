package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WildcardsIT {
    @Test
    void aWildcardIsEveryAddressOfItsFamily() throws Exception {
        List<InetSocketAddress> written =
                Wildcards.writtenOut(List.of(address("0.0.0.0", 5399), address("127.0.0.1", 5399)));
        assertThat(written)
                .contains(address("127.0.0.1", 5399))
                .doesNotHaveDuplicates()
                .allMatch(each -> each.getAddress().getAddress().length == 4)
                .noneMatch(each -> each.getAddress().isAnyLocalAddress());
    }

    @Test
    void otherAddressesStayAsTheyAre() throws Exception {
        List<InetSocketAddress> listen = List.of(address("127.0.0.1", 5399), address("::1", 0));
        assertThat(Wildcards.writtenOut(listen)).isEqualTo(listen);
    }

    private static InetSocketAddress address(String address, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }
}
