package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import inet.ipaddr.IPAddressString;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.StreamLimits;
import io.wideip.dns.admission.Cookies;
import io.wideip.dns.answer.Terms;
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
final class CurrentTermsTest {
    private static final Listener OPEN = Listener.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53));
    private static final Listener CLOSED = new Listener(
            OPEN.address(),
            OPEN.transport(),
            OPEN.path(),
            List.of(),
            List.of(new IPAddressString("0.0.0.0/0").getAddress()),
            List.of());

    @TempDir
    private Path directory;

    @Test
    void anAccessListChangesAndTheRateLimitGoesOnCounting() throws Exception {
        CurrentTerms terms = new CurrentTerms(options(OPEN, RateLimitOptions.DEFAULT, null));
        Terms before = terms.of(0).get();
        terms.change(options(CLOSED, RateLimitOptions.DEFAULT, null));
        Terms after = terms.of(0).get();
        assertThat(before.access().admits(true, 1L << 32, 0)).isTrue();
        assertThat(after.access().admits(true, 1L << 32, 0)).isFalse();
        assertThat(after.rateLimit()).isSameAs(before.rateLimit());
        assertThat(after.cookies()).isSameAs(before.cookies());
    }

    @Test
    void listenersThatTakeFreePortsOfOneAddressHaveTermsOfTheirOwn() throws Exception {
        CurrentTerms terms = new CurrentTerms(options(OPEN, CLOSED));
        assertThat(admitted(terms)).containsExactly(true, false);
        terms.change(options(CLOSED, OPEN));
        assertThat(admitted(terms)).containsExactly(false, true);
        terms.change(options(OPEN));
        assertThat(admitted(terms)).containsExactly(true, true);
    }

    private static List<Boolean> admitted(CurrentTerms terms) {
        return Stream.of(0, 1)
                .map(place -> terms.of(place).get().access().admits(true, 1L << 32, 0))
                .toList();
    }

    private static DnsOptions options(Listener... listeners) {
        return new DnsOptions(
                List.of(listeners), 1, null, null, null, null, RateLimitOptions.DEFAULT, StreamLimits.DEFAULT);
    }

    @Test
    void anotherRateLimitBeginsAnew() throws Exception {
        RateLimitOptions off = new RateLimitOptions(RateLimitOptions.Mode.OFF, 1, 1, 1, 24, 56, List.of());
        CurrentTerms terms = new CurrentTerms(options(OPEN, off, null));
        assertThat(terms.of(0).get().rateLimit()).isNull();
        terms.change(options(OPEN, RateLimitOptions.DEFAULT, null));
        assertThat(terms.of(0).get().rateLimit()).isNotNull();
    }

    @Test
    void aChangedFileOfSecretsIsInForceAndABrokenOneIsNot() throws Exception {
        Path file = Files.writeString(directory.resolve("cookie.secrets"), "00".repeat(16) + "\n");
        CurrentTerms terms = new CurrentTerms(options(OPEN, RateLimitOptions.DEFAULT, file));
        Terms first = terms.of(0).get();
        terms.poll();
        assertThat(terms.of(0).get()).isSameAs(first);
        assertThat(terms.secretsAccepted()).isEqualTo(1);

        Files.writeString(file, "11".repeat(16) + "\n" + "00".repeat(16) + "\n");
        terms.poll();
        assertThat(terms.of(0).get()).as("the file may be half-written").isSameAs(first);
        terms.poll();
        Terms second = terms.of(0).get();
        assertThat(second.cookies()).isNotEqualTo(first.cookies());
        assertThat(terms.secretsAccepted()).isEqualTo(2);
        assertThat(terms.secretsRefused()).isZero();

        Files.writeString(file, "no secret\n");
        terms.poll();
        terms.poll();
        terms.change(options(CLOSED, RateLimitOptions.DEFAULT, file));
        assertThat(terms.of(0).get().cookies()).isEqualTo(second.cookies());
        assertThat(terms.of(0).get().access()).isNotSameAs(second.access());
        assertThat(terms.secretsRefused()).isEqualTo(1);
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
            CurrentTerms terms = new CurrentTerms(options(OPEN, RateLimitOptions.DEFAULT, file));
            Files.delete(file);
            for (int i = 0; i < 5; i++) {
                terms.poll();
            }
            assertThat(terms.secretsRefused()).isEqualTo(1);
            Files.writeString(file, secret);
            terms.poll();
            terms.poll();
            assertThat(terms.secretsAccepted()).isEqualTo(2);
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
        CurrentTerms terms = new CurrentTerms(options(OPEN, RateLimitOptions.DEFAULT, file));
        Cookies configured = terms.of(0).get().cookies();
        terms.change(options(OPEN, RateLimitOptions.DEFAULT, null));
        Cookies drawn = terms.of(0).get().cookies();
        assertThat(drawn).isNotEqualTo(configured);

        terms.change(options(OPEN, RateLimitOptions.DEFAULT, directory.resolve("missing")));
        terms.poll();
        assertThat(terms.of(0).get().cookies())
                .as("a file with a fault changes nothing")
                .isEqualTo(drawn);
        assertThat(terms.secretsRefused()).isEqualTo(1);

        terms.change(options(OPEN, RateLimitOptions.DEFAULT, file));
        assertThat(terms.of(0).get().cookies()).isEqualTo(configured);
        terms.change(options(OPEN, RateLimitOptions.DEFAULT, null));
        terms.change(options(OPEN, RateLimitOptions.DEFAULT, file));
        assertThat(terms.of(0).get().cookies()).isEqualTo(configured);
    }

    @Test
    void withoutItsFileOfSecretsNothingStarts() {
        assertThatThrownBy(
                        () -> new CurrentTerms(options(OPEN, RateLimitOptions.DEFAULT, directory.resolve("missing"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing: no such file");
    }

    private static DnsOptions options(Listener listener, RateLimitOptions rateLimit, @Nullable Path secrets) {
        return new DnsOptions(List.of(listener), 1, null, null, null, secrets, rateLimit, StreamLimits.DEFAULT);
    }
}
