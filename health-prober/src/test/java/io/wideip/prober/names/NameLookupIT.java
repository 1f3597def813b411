package io.wideip.prober.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.xbill.DNS.Type;

/** Against real nameservers on loopback. */
@Tag("slow")
final class NameLookupIT {
    private static final String NAME = "ltm.example.net";
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final TestNameserver nameserver = new TestNameserver();
    private final NameLookup names = nameserver.lookup();

    @AfterEach
    void close() {
        names.close();
        nameserver.close();
    }

    @Test
    void bothFamiliesTakeTurns() {
        nameserver.with(NAME, "192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1", "2001:db8::2");
        assertThat(find(NAME))
                .isEqualTo(addresses("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "192.0.2.3"));
    }

    @Test
    void onlyTheFullNameIsAsked() {
        assertThat(find("ltm")).isInstanceOf(NameAnswer.Absent.class);
        assertThat(nameserver.asked).containsExactlyInAnyOrder("ltm A", "ltm AAAA");
    }

    @Test
    void aNameThatDoesNotExistAndOneWithoutAddressAreAbsent() {
        nameserver.with("empty.example.net");
        assertThat(find(NAME)).isEqualTo(new NameAnswer.Absent("the host name does not exist"));
        assertThat(find("empty.example.net")).isEqualTo(new NameAnswer.Absent("the host name has no address"));
    }

    @ParameterizedTest
    @EnumSource(names = "ANSWERING", mode = Mode.EXCLUDE)
    void aResolverThatFailsSaysNothingOfTheName(TestNameserver.Mode mode) {
        nameserver.mode = mode;
        assertThat(find(NAME)).isInstanceOf(NameAnswer.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(names = "ANSWERING", mode = Mode.EXCLUDE)
    void whileLookUpsFailTheLastAddressesStay(TestNameserver.Mode mode) {
        nameserver.with(NAME, "192.0.2.1");
        assertThat(find(NAME)).isEqualTo(addresses("192.0.2.1"));
        nameserver.mode = mode;
        long before = System.nanoTime();
        assertThat(find(NAME)).isEqualTo(addresses("192.0.2.1"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        nameserver.mode = TestNameserver.Mode.ANSWERING;
        nameserver.with(NAME, "192.0.2.9");
        await().untilAsserted(() -> assertThat(find(NAME)).isEqualTo(addresses("192.0.2.9")));
    }

    @Test
    void aNameThatIsGoneHasNoLastAddresses() {
        nameserver.with(NAME, "192.0.2.1");
        find(NAME);
        nameserver.without(NAME);
        assertThat(find(NAME)).isInstanceOf(NameAnswer.Absent.class);
        nameserver.mode = TestNameserver.Mode.SERVFAIL;
        assertThat(find(NAME)).isInstanceOf(NameAnswer.Unknown.class);
    }

    @Test
    void answersAreKeptAsLongAsTheirTtlSays() {
        nameserver.ttl = 60;
        nameserver.with(NAME, "192.0.2.1", "2001:db8::1");
        find(NAME);
        nameserver.with(NAME, "192.0.2.9", "2001:db8::9");
        assertThat(find(NAME)).isEqualTo(addresses("2001:db8::1", "192.0.2.1"));
        assertThat(nameserver.asked).hasSize(2);
    }

    @Test
    void oneFamilyThatIsNeverAnsweredHoldsUpTheOtherForAMomentOnly() {
        nameserver.unanswered = Type.AAAA;
        nameserver.with(NAME, "192.0.2.1");
        long before = System.nanoTime();
        assertThat(find(NAME)).isEqualTo(addresses("192.0.2.1"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void oneFamilyThatIsNeverAnsweredLeavesTheNameUnknown() {
        nameserver.unanswered = Type.AAAA;
        nameserver.with(NAME);
        assertThat(find(NAME)).isInstanceOf(NameAnswer.Unknown.class);
    }

    @Test
    void theNextNameserverIsAskedWhereOneFails() {
        try (TestNameserver bad = new TestNameserver();
                NameLookup both = new NameLookup(() -> List.of(bad.at(), nameserver.at()), Path.of("/nowhere/hosts"))) {
            nameserver.with(NAME, "192.0.2.1");
            for (TestNameserver.Mode mode : TestNameserver.Mode.values()) {
                bad.mode = mode;
                bad.with(NAME, "192.0.2.1");
                assertThat(join(both.find(NAME, PATIENCE))).as("%s", mode).isEqualTo(addresses("192.0.2.1"));
            }
        }
    }

    @Test
    void nameserversThatChangeAreTakenUp() {
        AtomicReference<List<InetSocketAddress>> configured = new AtomicReference<>(List.of());
        try (NameLookup changing = new NameLookup(configured::get, Path.of("/nowhere/hosts"))) {
            assertThat(join(changing.find(NAME, PATIENCE)))
                    .isEqualTo(new NameAnswer.Unknown("this machine has no nameserver to ask"));
            configured.set(List.of(nameserver.at()));
            nameserver.with(NAME, "192.0.2.1");
            assertThat(join(changing.find(NAME, PATIENCE))).isEqualTo(addresses("192.0.2.1"));
        }
    }

    @Test
    void theListOfHostsComesFirstAndIsReadAgainWhenItChanges(@TempDir Path folder) throws IOException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "192.0.2.7 ltm.example.net\n2001:db8::7 ltm.example.net # both\n");
        nameserver.with(NAME, "192.0.2.1");
        try (NameLookup listed = new NameLookup(() -> List.of(nameserver.at()), hosts)) {
            assertThat(join(listed.find(NAME, PATIENCE))).isEqualTo(addresses("2001:db8::7", "192.0.2.7"));
            assertThat(nameserver.asked).isEmpty();
            Files.writeString(hosts, "192.0.2.77 ltm.example.net\n");
            await().untilAsserted(
                            () -> assertThat(join(listed.find(NAME, PATIENCE))).isEqualTo(addresses("192.0.2.77")));
            Files.writeString(hosts, "");
            await().untilAsserted(
                            () -> assertThat(join(listed.find(NAME, PATIENCE))).isEqualTo(addresses("192.0.2.1")));
        }
    }

    @Test
    void namesThatHangHoldUpNoOther() {
        nameserver.with(NAME, "192.0.2.1");
        List<CompletableFuture<NameAnswer>> hanging = IntStream.range(0, NameLookup.MOST_AT_ONCE - 1)
                .mapToObj(i -> names.find("slow" + i + ".example.net", PATIENCE))
                .toList();
        assertThat(find(NAME)).isEqualTo(addresses("192.0.2.1"));
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void oneLookUpAnswersAllWhoAskMeanwhile() {
        nameserver.with(NAME, "192.0.2.1");
        nameserver.mode = TestNameserver.Mode.SILENT;
        List<CompletableFuture<NameAnswer>> all =
                Stream.generate(() -> names.find(NAME, PATIENCE)).limit(50).toList();
        await().until(() -> nameserver.asked.size() >= 2);
        nameserver.mode = TestNameserver.Mode.ANSWERING;
        all.forEach(one -> assertThat(join(one)).isEqualTo(addresses("192.0.2.1")));
        assertThat(nameserver.asked.size()).isLessThanOrEqualTo(4);
    }

    @Test
    void afterTheEndNothingIsLookedUp() {
        names.close();
        assertThat(find(NAME)).isInstanceOf(NameAnswer.Unknown.class);
    }

    private NameAnswer find(String name) {
        return join(names.find(name, PATIENCE));
    }

    private static NameAnswer join(CompletableFuture<NameAnswer> answer) {
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static NameAnswer addresses(String... texts) {
        return new NameAnswer.Addresses(
                Stream.of(texts).map(TestNameserver::address).toList());
    }
}
