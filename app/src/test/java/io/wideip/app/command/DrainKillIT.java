package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.api.DrainOutcome;
import io.wideip.app.api.DrainReport;
import io.wideip.app.api.DrainRequest;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while it takes orders, at any step of it. */
@Timeout(300)
@Tag("slow")
final class DrainKillIT {
    private static final int KILLS = 8;

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedIsInForceWholeAfterTheRestart() throws Exception {
        Files.createDirectory(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/wideip.yaml"), """
                version: 1
                server: {state: "%s", dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: "%s"}}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}}
                vips: {ltm-east: {datacenter: east, addresses: [192.0.2.10]}}
                """.formatted(
                        directory.resolve("state"), directory.resolve("admin.sock")));
        Random random = new Random(1);
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (Running serve = new Running("serve", directory.resolve("conf").toString());
                    Servers servers = servers()) {
                serve.awaitErr("ready after");
                assertKept(servers, acknowledged);
                Thread killer = new Thread(() -> {
                    try {
                        Thread.sleep(20 + random.nextInt(200));
                        serve.signal("KILL");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                killer.start();
                for (int i = 0; serve.isAlive(); i++) {
                    String id = "k" + kill + "-" + i;
                    DrainRequest order =
                            new DrainRequest(null, "east", null, "reason of " + id, id, null, null, null, false, false);
                    if (servers.ask(ServerRequest.post("/drains", order), DrainOutcome.class)
                                    .get(0)
                            instanceof ServerReply.Answered<DrainOutcome>) {
                        acknowledged.add(id);
                    }
                }
                killer.join();
                serve.awaitEnd();
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
        try (Running serve = new Running("serve", directory.resolve("conf").toString());
                Servers servers = servers()) {
            serve.awaitErr("ready after");
            assertKept(servers, acknowledged);
        }
        assertThat(directory.resolve("state/drains.refused")).doesNotExist();
    }

    /** Besides them, each kill may have left one whose acknowledgement was cut off. */
    private static void assertKept(Servers servers, List<String> acknowledged) {
        ServerReply<DrainReport.All> reply =
                servers.ask(ServerRequest.get("/drains"), DrainReport.All.class).get(0);
        assertThat(reply).isInstanceOf(ServerReply.Answered.class);
        List<DrainReport> drains =
                ((ServerReply.Answered<DrainReport.All>) reply).result().drains();
        assertThat(drains).extracting(DrainReport::id).containsAll(acknowledged);
        assertThat(drains).hasSizeLessThanOrEqualTo(acknowledged.size() + KILLS);
        assertThat(drains).allSatisfy(drain -> {
            assertThat(drain.reason()).isEqualTo("reason of " + drain.id());
            assertThat(drain.datacenter()).isEqualTo("east");
            assertThat(drain.inForce()).isTrue();
        });
    }

    private Servers servers() {
        return new Servers(
                ServerAddress.of(List.of("unix:" + directory.resolve("admin.sock")), Map.of()),
                ClientTrust.NONE,
                Duration.ofSeconds(30));
    }
}
