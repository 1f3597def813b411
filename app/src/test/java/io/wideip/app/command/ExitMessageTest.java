package io.wideip.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ExitMessageTest {
    @Test
    void allArrivesWhereSomebodyReads() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        PrintWriter err = new PrintWriter(new ExitMessage(read, Duration.ofSeconds(10)), true, UTF_8);

        err.println("one");
        err.println("x".repeat(100_000));

        assertThat(read.toString(UTF_8)).isEqualTo("one\n" + "x".repeat(100_000) + "\n");
    }

    @Test
    void isGivenUpWhereNobodyReads() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        OutputStream blocked = new OutputStream() {
            @Override
            public void write(int octet) {
                written.countDown();
                try {
                    read.await();
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        PrintWriter err = new PrintWriter(new ExitMessage(blocked, Duration.ofMillis(1)), true, UTF_8);

        for (int i = 0; i < 1_000; i++) {
            err.println("nobody reads this");
        }

        written.await();
        read.countDown();
        assertThat(err.checkError()).isFalse();
    }
}
