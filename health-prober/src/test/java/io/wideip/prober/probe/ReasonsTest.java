package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.EncoderException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReasonsTest {
    private static final String RESET = "connection reset";

    /** Each as Netty or the JDK throws it on a machine that speaks German. */
    @ParameterizedTest
    @MethodSource("failures")
    void whatTheTargetDidIsAFailure(Throwable thrown, Stage stage, Cause cause, String reason) {
        assertThat(Reasons.of(thrown, stage)).isEqualTo(new Outcome.Failure(cause, reason));
    }

    static Stream<Arguments> failures() {
        // Netty's exceptions ask the native part for numbers.
        Epoll.ensureAvailability();
        return Stream.of(
                Arguments.of(
                        new ConnectException("finishConnect(..) failed with error(-111): Verbindungsaufbau abgelehnt"),
                        Stage.CONNECT,
                        Cause.REFUSED,
                        "connection refused"),
                Arguments.of(
                        new ConnectException("Verbindungsaufbau abgelehnt"),
                        Stage.CONNECT,
                        Cause.REFUSED,
                        "connection refused"),
                Arguments.of(new NoRouteToHostException(), Stage.CONNECT, Cause.ROUTE, "no route to the address"),
                Arguments.of(
                        new ConnectException("finishConnect(..) failed with error(-110): Zeitüberschreitung"),
                        Stage.CONNECT,
                        Cause.TIMEOUT_CONNECT,
                        "no connection"),
                Arguments.of(new Errors.NativeIoException("recvAddress", -104), Stage.ANSWER, Cause.RESET, RESET),
                Arguments.of(
                        new SSLException("in the handshake", new Errors.NativeIoException("writeAddress", -32)),
                        Stage.TLS,
                        Cause.RESET,
                        RESET),
                Arguments.of(new Errors.NativeIoException("writeAddress", -32), Stage.TLS, Cause.RESET, RESET),
                Arguments.of(new IOException("Datenübergabe unterbrochen"), Stage.ANSWER, Cause.RESET, RESET),
                Arguments.of(
                        new CompletionException(new SocketException("Die Verbindung wurde zurückgesetzt")),
                        Stage.ANSWER,
                        Cause.RESET,
                        RESET),
                Arguments.of(
                        new ClosedChannelException(),
                        Stage.ANSWER,
                        Cause.CLOSED,
                        "the connection was closed before the answer ended"),
                Arguments.of(
                        new DecoderException(new SSLException("quoted\r\n\u001b[31m text")),
                        Stage.TLS,
                        Cause.TLS,
                        "TLS: quoted [31m text"),
                Arguments.of(
                        new SSLException("x".repeat(500)), Stage.TLS, Cause.TLS, "TLS: " + "x".repeat(200) + "..."),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: unrecognized_name"),
                        Stage.TLS,
                        Cause.TLS,
                        "TLS: the server refused with alert unrecognized_name"),
                Arguments.of(
                        new SSLHandshakeException(
                                "error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE"),
                        Stage.TLS,
                        Cause.TLS,
                        "TLS: the server refused with alert handshake_failure"),
                Arguments.of(
                        new SSLHandshakeException("error:1000007e:SSL routines:OPENSSL_internal:CERT_LENGTH_MISMATCH"),
                        Stage.TLS,
                        Cause.TLS,
                        "TLS: cert length mismatch"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatThisMachineLacksLeavesTheTargetUndecided(Throwable thrown, String reason) {
        assertThat(Reasons.of(thrown, Stage.CONNECT))
                .isEqualTo(new Outcome.Undecided("the check could not be made: " + reason));
    }

    static Stream<Arguments> ours() {
        return Stream.concat(
                Stream.of(
                        Arguments.of(
                                new ChannelException("kein Kanal", new IOException("Zu viele offene Dateien")),
                                "Zu viele offene Dateien"),
                        Arguments.of(new BindException("keine Adresse"), "keine Adresse"),
                        // By epoll, and by NIO.
                        Arguments.of(
                                new SocketException(
                                        "connect(..) failed with error(-97): Adressfamilie nicht unterstützt"),
                                "this machine has no IPv6"),
                        Arguments.of(new UnsupportedAddressTypeException(), "this machine has no IPv6"),
                        Arguments.of(new SocketException("kein Netz"), "kein Netz"),
                        Arguments.of(new IllegalStateException("a defect"), "a defect"),
                        Arguments.of(new RejectedExecutionException("full"), "full"),
                        Arguments.of(
                                new CompletionException(new OutOfMemoryError("unable to create native thread")),
                                "unable to create native thread"),
                        Arguments.of(
                                new EncoderException(new OutOfMemoryError("Cannot reserve direct memory")),
                                "Cannot reserve direct memory")),
                // EPERM, EACCES, EINVAL, EADDRINUSE, EADDRNOTAVAIL, ENETDOWN, ENETUNREACH; memory and
                // files.
                Stream.of(1, 13, 22, 98, 99, 100, 101, 12, 23, 24, 105)
                        .map(number -> "connect(..) failed with error(-" + number + "): irgendwas")
                        .map(text -> Arguments.of(new ConnectException(text), text)));
    }

    @Test
    void aShortageIsTheSameForEachAddressAndAMissingRouteIsNot() {
        assertThat(Reasons.isNoWay(new ConnectException("connect(..) failed with error(-13): x")))
                .isTrue();
        assertThat(Reasons.isNoWay(new UnsupportedAddressTypeException())).isTrue();
        assertThat(Reasons.isNoWay(new ConnectException("connect(..) failed with error(-24): x")))
                .isFalse();
        assertThat(Reasons.isNoWay(new ConnectException("connect(..) failed with error(-111): x")))
                .isFalse();
    }

    @Test
    void durationsAreWrittenAsInTheYaml() {
        assertThat(Reasons.text(Duration.ofSeconds(3))).isEqualTo("3s");
        assertThat(Reasons.text(Duration.ofMillis(1500))).isEqualTo("1500ms");
    }
}
