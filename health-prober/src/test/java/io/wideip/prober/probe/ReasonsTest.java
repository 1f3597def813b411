package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.EncoderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReasonsTest {
    @ParameterizedTest
    @MethodSource("failures")
    void whatTheTargetDidIsAFailure(Throwable thrown, String reason) {
        assertThat(Reasons.of(thrown)).isEqualTo(new Outcome.Failure(reason));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new ConnectException("finishConnect(..) failed: Connection refused"), "connection refused"),
                Arguments.of(new NoRouteToHostException("No route to host"), "no route to the address"),
                Arguments.of(new ConnectException("Network is unreachable"), "no route to the address"),
                Arguments.of(
                        new CompletionException(new SocketException("Connection reset by peer")), "connection reset"),
                Arguments.of(new IOException("quoted\r\n\u001b[31m text"), "quoted [31m text"),
                Arguments.of(new IOException("x".repeat(500)), "x".repeat(200) + "..."),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatThisMachineLacksLeavesTheTargetUndecided(Throwable thrown, String reason) {
        assertThat(Reasons.of(thrown)).isEqualTo(new Outcome.Undecided("the check could not be made: " + reason));
    }

    static Stream<Arguments> ours() {
        return Stream.of(
                Arguments.of(
                        new ChannelException("Unable to create Channel", new IOException("Too many open files")),
                        "Too many open files"),
                Arguments.of(new SocketException("Cannot assign requested address"), "Cannot assign requested address"),
                Arguments.of(new RejectedExecutionException("full"), "full"),
                Arguments.of(
                        new UnknownHostException("ltm.example.net: Too many open files"),
                        "ltm.example.net: Too many open files"),
                Arguments.of(new SocketException("No buffer space available"), "No buffer space available"),
                Arguments.of(new ConnectException("Cannot allocate memory"), "Cannot allocate memory"),
                Arguments.of(
                        new CompletionException(new OutOfMemoryError("unable to create native thread")),
                        "unable to create native thread"),
                Arguments.of(
                        new EncoderException(new OutOfMemoryError("Cannot reserve direct memory")),
                        "Cannot reserve direct memory"));
    }

    @Test
    void durationsAreWrittenAsInTheYaml() {
        assertThat(Reasons.text(Duration.ofSeconds(3))).isEqualTo("3s");
        assertThat(Reasons.text(Duration.ofMillis(1500))).isEqualTo("1500ms");
    }
}
