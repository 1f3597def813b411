package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wideip.config.DnsOptions;
import io.wideip.config.EngineOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Subnets;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.admission.Cookies;
import io.wideip.dns.answer.ListenerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What changes while the sockets stay. */
final class CurrentSettingsTest {
    /** 0.0.0.1. */
    private static final ClientAddress CLIENT = new ClientAddress();

    static {
        CLIENT.set(true, 1L << 32, 0);
    }

    private static final Listener OPEN = Listener.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53));
    private static final Listener CLOSED = new Listener(
            OPEN.address(), OPEN.transport(), OPEN.path(), List.of(), Subnets.listOf("0.0.0.0/0"), List.of());

    @TempDir
    private Path directory;

    @Test
    void anAccessListChangesAndTheRateLimitGoesOnCounting() throws Exception {
        CurrentSettings settings = new CurrentSettings(options(OPEN, RateLimitOptions.DEFAULT, null));
        ListenerSettings before = settings.of(0).get();
        settings.change(options(CLOSED, RateLimitOptions.DEFAULT, null));
        ListenerSettings after = settings.of(0).get();
        assertThat(before.access().admits(CLIENT)).isTrue();
        assertThat(after.access().admits(CLIENT)).isFalse();
        assertThat(after.rateLimit()).isSameAs(before.rateLimit());
        assertThat(after.cookies()).isSameAs(before.cookies());
    }

    @Test
    void listenersThatTakeFreePortsOfOneAddressHaveSettingsOfTheirOwn() throws Exception {
        CurrentSettings settings = new CurrentSettings(options(OPEN, CLOSED));
        assertThat(admitted(settings)).containsExactly(true, false);
        settings.change(options(CLOSED, OPEN));
        assertThat(admitted(settings)).containsExactly(false, true);
        settings.change(options(OPEN));
        assertThat(admitted(settings)).containsExactly(true, true);
    }

    private static List<Boolean> admitted(CurrentSettings settings) {
        return Stream.of(0, 1)
                .map(place -> settings.of(place).get().access().admits(CLIENT))
                .toList();
    }

    private static DnsOptions options(Listener... listeners) {
        return DnsOptions.of(List.of(listeners));
    }

    @Test
    void anotherRateLimitBeginsAnew() throws Exception {
        RateLimitOptions off = new RateLimitOptions(RateLimitOptions.Mode.OFF, 1, 1, 1, 24, 56, List.of());
        CurrentSettings settings = new CurrentSettings(options(OPEN, off, null));
        assertThat(settings.of(0).get().rateLimit()).isNull();
        settings.change(options(OPEN, RateLimitOptions.DEFAULT, null));
        assertThat(settings.of(0).get().rateLimit()).isNotNull();
    }

    @Test
    void aChangedFileOfSecretsIsInForceAndABrokenOneIsNot() throws Exception {
        Path file = Files.writeString(directory.resolve("cookie.secrets"), "00".repeat(16) + "\n");
        CurrentSettings settings = new CurrentSettings(options(OPEN, RateLimitOptions.DEFAULT, file));
        ListenerSettings first = settings.of(0).get();
        settings.poll();
        assertThat(settings.of(0).get()).isSameAs(first);
        assertThat(settings.secretsAccepted()).isEqualTo(1);

        Files.writeString(file, "11".repeat(16) + "\n" + "00".repeat(16) + "\n");
        settings.poll();
        assertThat(settings.of(0).get()).as("the file may be half-written").isSameAs(first);
        settings.poll();
        ListenerSettings second = settings.of(0).get();
        assertThat(second.cookies()).isNotEqualTo(first.cookies());
        assertThat(settings.secretsAccepted()).isEqualTo(2);
        assertThat(settings.secretsRefused()).isZero();

        Files.writeString(file, "no secret\n");
        settings.poll();
        settings.poll();
        settings.change(options(CLOSED, RateLimitOptions.DEFAULT, file));
        assertThat(settings.of(0).get().cookies()).isEqualTo(second.cookies());
        assertThat(settings.of(0).get().access()).isNotSameAs(second.access());
        assertThat(settings.secretsRefused()).isEqualTo(1);
    }

    /** One line for a fault, however long it lasts, and one when it is mended. */
    @Test
    void aFaultIsToldOnceAndItsMendToo() throws Exception {
        Logger dns = (Logger) LoggerFactory.getLogger("dns");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        dns.setLevel(Level.INFO);
        dns.addAppender(log);
        try {
            String secret = "00".repeat(16) + "\n";
            Path file = Files.writeString(directory.resolve("cookie.secrets"), secret);
            CurrentSettings settings = new CurrentSettings(options(OPEN, RateLimitOptions.DEFAULT, file));
            Files.delete(file);
            for (int i = 0; i < 5; i++) {
                settings.poll();
            }
            assertThat(settings.secretsRefused()).isEqualTo(1);
            Files.writeString(file, secret);
            settings.poll();
            settings.poll();
            assertThat(settings.secretsAccepted()).isEqualTo(2);
        } finally {
            dns.detachAppender(log);
        }
        assertThat(log.list)
                .satisfiesExactly(
                        fault -> assertThat(fault.getFormattedMessage())
                                .contains("no such file")
                                .endsWith("(the secrets before stay in force)"),
                        mend -> assertThat(mend.getFormattedMessage())
                                .isEqualTo("the secrets of DNS cookies can be read again, and are those in force"));
    }

    /** Also where secrets are configured anew after a time without: what was read then is no news to the watch. */
    @Test
    void secretsComeAndGoWithTheConfiguration() throws Exception {
        Path file = Files.writeString(directory.resolve("cookie.secrets"), "00".repeat(16) + "\n");
        CurrentSettings settings = new CurrentSettings(options(OPEN, RateLimitOptions.DEFAULT, file));
        Cookies configured = settings.of(0).get().cookies();
        settings.change(options(OPEN, RateLimitOptions.DEFAULT, null));
        Cookies drawn = settings.of(0).get().cookies();
        assertThat(drawn).isNotEqualTo(configured);

        settings.change(options(OPEN, RateLimitOptions.DEFAULT, directory.resolve("missing")));
        settings.poll();
        assertThat(settings.of(0).get().cookies())
                .as("a file with a fault changes nothing")
                .isEqualTo(drawn);
        assertThat(settings.secretsRefused()).isEqualTo(1);

        settings.change(options(OPEN, RateLimitOptions.DEFAULT, file));
        assertThat(settings.of(0).get().cookies()).isEqualTo(configured);
        settings.change(options(OPEN, RateLimitOptions.DEFAULT, null));
        settings.change(options(OPEN, RateLimitOptions.DEFAULT, file));
        assertThat(settings.of(0).get().cookies()).isEqualTo(configured);
    }

    @Test
    void withoutItsFileOfSecretsNothingStarts() {
        assertThatThrownBy(() ->
                        new CurrentSettings(options(OPEN, RateLimitOptions.DEFAULT, directory.resolve("missing"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing: no such file");
    }

    private static DnsOptions options(Listener listener, RateLimitOptions rateLimit, @Nullable Path secrets) {
        return new DnsOptions(
                List.of(listener),
                1,
                EngineOptions.DEFAULT,
                null,
                null,
                null,
                secrets,
                rateLimit,
                StreamLimits.DEFAULT);
    }
}
