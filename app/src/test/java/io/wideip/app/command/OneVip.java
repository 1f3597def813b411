package io.wideip.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The YAML of a server with one wide IP, shop.apps.example.com, of one VIP. */
final class OneVip {
    private OneVip() {}

    static void write(Path directory, String address) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                server:
                  dns: {listen: ["127.0.0.1:0"], threads: 1}
                  admin: {listen: "127.0.0.1:0"}
                zones:
                  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
                datacenters: {east: {}}
                vips:
                  ltm-east: {datacenter: east, addresses: [%s]}
                wideIps:
                  shop.apps.example.com: {policy: failover, members: [ltm-east]}
                """.formatted(address));
    }
}
