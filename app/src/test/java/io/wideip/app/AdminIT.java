package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.app.admin.Pages;
import io.wideip.app.admin.Service;
import io.wideip.config.AdminOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AdminIT {
    private static final Pages PAGES = Pages.of("Test", Map.of());

    private static AdminOptions options(InetSocketAddress listen, boolean isDefault) {
        return new AdminOptions(listen, isDefault, null, null, List.of());
    }

    /** 192.0.2.0/24 is for documentation (RFC 5737): no machine has it. */
    @Test
    void onlyADefaultAddressMayBeMissing() throws IOException {
        InetSocketAddress absent = new InetSocketAddress("192.0.2.1", 8053);

        try (Admin none = Admin.start(options(absent, true), Map.of(), PAGES, Service.NONE, List::of)) {
            assertThat(none.address()).isNull();
            assertThat(none).hasToString("no address");
        }
        assertThatThrownBy(() -> Admin.start(options(absent, false), Map.of(), PAGES, Service.NONE, List::of))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the admin address 192.0.2.1:8053 can't be bound: ");
    }

    @Test
    void aDefaultAddressThatIsTakenIsAnError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatThrownBy(() -> Admin.start(options(address, true), Map.of(), PAGES, Service.NONE, List::of))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("can't be bound: ");
        }
    }
}
