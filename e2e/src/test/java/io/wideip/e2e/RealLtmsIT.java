package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class RealLtmsIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String PAY = "pay.apps.example.com";

    @TempDir
    private Path scratch;

    @Test
    void clientsFollowTheHealthOfApplicationsAndLtms() throws Exception {
        try (RealLtms world = new RealLtms(scratch)) {
            world.startAll();
            awaitServed(world, SHOP, "east");
            awaitServed(world, PAY, "east");

            world.stopApplication("shop", "east");
            awaitServed(world, SHOP, "west");
            assertServed(world, PAY, "east");

            world.stopLtm("east");
            awaitServed(world, PAY, "west");
            assertServed(world, SHOP, "west");

            world.startLtm("east");
            awaitServed(world, PAY, "east");
            assertServed(world, SHOP, "west");

            world.startApplication("shop", "east");
            awaitServed(world, SHOP, "east");
            assertServed(world, PAY, "east");
        }
    }

    /** A TTL of 1 s, and two failed or good checks at 0.5 s. */
    private static void awaitServed(RealLtms world, String host, String datacenter) {
        world.eventually(() -> assertServed(world, host, datacenter));
    }

    private static void assertServed(RealLtms world, String host, String datacenter) {
        String address = world.resolve(host);
        assertThat(address).as("address of %s", host).isEqualTo(world.address(datacenter));
        String application = host.substring(0, host.indexOf('.'));
        assertThat(world.fetch(host, address)).isEqualTo(application + " from " + datacenter);
    }
}
