package io.wideip.dns.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.wideip.config.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Looks at the files are taken by hand; two make a change. */
final class TlsCertificatesTest {
    private static final TestCertificate FIRST = TestCertificate.create();
    private static final TestCertificate SECOND = TestCertificate.create(Algorithm.ecp256, Duration.ofDays(60));

    private final Logger dns = (Logger) LoggerFactory.getLogger("dns");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        log.start();
        dns.setLevel(Level.INFO);
        dns.setAdditive(false);
        dns.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        dns.detachAppender(log);
        dns.setLevel(null);
        dns.setAdditive(true);
    }

    @Test
    void aChangeIsTakenOnceItHasLainStill() throws IOException {
        TlsFiles files = FIRST.write(directory);
        try (TlsCertificates certificates = open(files)) {
            assertThat(certificates.expiry()).isEqualTo(expiry(FIRST));

            SECOND.write(directory);
            certificates.poll();
            assertThat(certificates.expiry()).isEqualTo(expiry(FIRST));
            certificates.poll();
            assertThat(certificates.expiry()).isEqualTo(expiry(SECOND));
            certificates.poll();

            assertThat(certificates.accepted()).isEqualTo(2);
            assertThat(certificates.refused()).isZero();
            assertThat(lines())
                    .containsExactly("INFO TLS certificate of " + files.certificate() + " is in use now, until "
                            + expiry(SECOND));
        }
    }

    @Test
    void halfAReplacementLeavesTheOldOneAndIsSaidOnce() throws IOException {
        TlsFiles files = FIRST.write(directory);
        try (TlsCertificates certificates = open(files)) {
            Files.writeString(files.certificate(), SECOND.chain());
            for (int i = 0; i < 5; i++) {
                certificates.poll();
            }
            assertThat(certificates.expiry()).isEqualTo(expiry(FIRST));
            assertThat(certificates.refused()).isEqualTo(1);
            assertThat(lines())
                    .containsExactly("ERROR TLS certificate refused, the last good one stays, until " + expiry(FIRST)
                            + ": " + files.key() + ": the key does not belong to the certificate in "
                            + files.certificate() + "; name the key that it was issued for, or replace both");

            Files.writeString(files.key(), SECOND.key());
            certificates.poll();
            certificates.poll();
            assertThat(certificates.expiry()).isEqualTo(expiry(SECOND));
            assertThat(certificates.accepted()).isEqualTo(2);
        }
    }

    @Test
    void aWriterWhoIsSlowIsWaitedFor() throws IOException {
        TlsFiles files = FIRST.write(directory);
        try (TlsCertificates certificates = open(files)) {
            for (int length = 100; length < SECOND.chain().length(); length += 300) {
                Files.writeString(files.certificate(), SECOND.chain().substring(0, length));
                certificates.poll();
            }
            SECOND.write(directory);
            certificates.poll();
            certificates.poll();
            assertThat(certificates.expiry()).isEqualTo(expiry(SECOND));
            assertThat(certificates.refused()).isZero();
        }
    }

    @Test
    void filesThatNeverLieStillAreTakenAllTheSame() throws IOException {
        TlsFiles files = FIRST.write(directory);
        try (TlsCertificates certificates = open(files)) {
            for (int poll = 1; poll <= 10; poll++) {
                assertThat(certificates.expiry()).isEqualTo(expiry(FIRST));
                SECOND.write(directory);
                Files.writeString(files.certificate(), SECOND.chain() + "\n# " + poll + "\n");
                certificates.poll();
            }
            assertThat(certificates.expiry()).isEqualTo(expiry(SECOND));
            assertThat(certificates.refused()).isZero();
        }
    }

    @Test
    void aMountedSecretChangesByASymbolicLink() throws IOException {
        FIRST.write(Files.createDirectory(directory.resolve("..2026_1")));
        SECOND.write(Files.createDirectory(directory.resolve("..2026_2")));
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_1"));
        TlsFiles files = new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        Files.createSymbolicLink(files.certificate(), Path.of("..data/tls.crt"));
        Files.createSymbolicLink(files.key(), Path.of("..data/tls.key"));
        try (TlsCertificates certificates = open(files)) {
            Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2026_2"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
            certificates.poll();
            certificates.poll();
            assertThat(certificates.expiry()).isEqualTo(expiry(SECOND));
        }
    }

    @Test
    void filesThatAreGoneLeaveTheOldOne() throws IOException {
        TlsFiles files = FIRST.write(directory);
        try (TlsCertificates certificates = open(files)) {
            Files.delete(files.key());
            certificates.poll();
            certificates.poll();
            assertThat(certificates.refused()).isEqualTo(1);
            assertThat(lines())
                    .singleElement()
                    .asString()
                    .endsWith("there is no such file; put it there, or change the path in 'tls'");

            // As it was before: that is a change, too.
            FIRST.write(directory);
            certificates.poll();
            certificates.poll();
            assertThat(certificates.accepted()).isEqualTo(2);
        }
    }

    @Test
    void afterAnErrorTheSameFilesAreTriedAgainAndThatIsSaidOnce() throws IOException {
        TlsFiles files = FIRST.write(directory);
        AtomicBoolean fails = new AtomicBoolean();
        InstantSource clock = () -> {
            if (fails.get()) {
                throw new LinkageError("thrown by the test");
            }
            return Instant.now();
        };
        try (TlsCertificates certificates = TlsCertificates.open(files, clock)) {
            fails.set(true);
            SECOND.write(directory);
            for (int i = 0; i < 5; i++) {
                certificates.poll();
            }
            assertThat(certificates.expiry()).isEqualTo(expiry(FIRST));
            assertThat(certificates.refused()).as("attempts").isEqualTo(3);
            assertThat(lines())
                    .containsExactly("ERROR looking at " + files.certificate()
                            + " failed, the last good certificate stays; it is looked at again");

            fails.set(false);
            for (int i = 0; i < 4; i++) {
                certificates.poll();
            }
            assertThat(certificates.expiry()).isEqualTo(expiry(SECOND));
            assertThat(certificates.accepted()).isEqualTo(2);
        }
    }

    @Test
    void whatHasExpiredServesWithAWarning() throws IOException {
        TestCertificate expired = TestCertificate.create(Algorithm.ecp256, Duration.ofHours(-1));
        TlsFiles files = expired.write(directory);
        open(files).close();

        assertThat(lines())
                .containsExactly("WARN TLS certificate in " + files.certificate() + " has expired at " + expiry(expired)
                        + ": clients that look refuse it; renew it");
    }

    @Test
    void whatHasNotBegunServesWithAWarning() throws IOException {
        TlsFiles files = FIRST.write(directory);
        Clock early = Clock.offset(Clock.systemUTC(), Duration.ofDays(-365));
        TlsCertificates.open(files, early).close();

        assertThat(lines()).singleElement().asString().endsWith("is this machine's clock right?");
    }

    @Test
    void doesNotStartWithoutACertificate() throws IOException {
        TlsFiles files = FIRST.write(directory);
        Files.delete(files.certificate());
        assertRefused(
                files, files.certificate() + ": there is no such file; put it there, or change the path in 'tls'");

        Files.createDirectory(files.certificate());
        assertRefused(files, files.certificate() + ": it is no regular file; change the path in 'tls'");

        Files.delete(files.certificate());
        Files.write(files.certificate(), new byte[(1 << 20) + 1]);
        assertRefused(files, files.certificate() + ": it has more than a mebibyte; is it the right file?");
    }

    @Test
    void doesNotStartWithoutTheRightToReadTheKey() throws IOException {
        TlsFiles files = FIRST.write(directory);
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(files.key()), "root reads everything");
        assertRefused(
                files,
                files.key() + ": this server's user may not read it; let it (chown, chmod), or change"
                        + " the path in 'tls'");
    }

    private static void assertRefused(TlsFiles files, String message) {
        assertThatThrownBy(() -> open(files).close())
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static TlsCertificates open(TlsFiles files) throws IOException {
        return TlsCertificates.open(files, Clock.systemUTC());
    }

    private static Instant expiry(TestCertificate certificate) {
        return certificate.bundle().getCertificate().getNotAfter().toInstant();
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}
