package io.wideip.app.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.wideip.app.admin.AdminServer;
import io.wideip.app.admin.Pages;
import io.wideip.app.api.Api;
import io.wideip.app.api.Operation;
import io.wideip.config.state.StateDirectory;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedGroup.Trend;
import io.wideip.dns.change.ChangedName;
import io.wideip.dns.change.ServedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("slow")
final class EventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int SLOW = 1_000;
    /** Of a line that is looked at. */
    private static final int LONGEST = 300;

    @TempDir
    Path directory;

    private final Journal journal = new Journal(InstantSource.system());
    private AdminServer server;
    private InetSocketAddress address;

    /** Goes on where it was, as a browser does. */
    private final class Reader implements Runnable {
        final List<String> lines = new CopyOnWriteArrayList<>();
        volatile @Nullable String last;
        volatile boolean done;

        Reader(@Nullable String last) {
            this.last = last;
        }

        @Override
        public void run() {
            while (!done) {
                try (Socket socket = open(last)) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                    for (String line = in.readLine(); line != null && !done; line = in.readLine()) {
                        if (line.startsWith("id: ")) {
                            last = line.substring(4);
                        }
                        lines.add(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
                    }
                } catch (IOException cutOff) {
                    // Then it resumes.
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }

        List<String> ids() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> line.substring(4))
                    .toList();
        }
    }

    @BeforeEach
    void start() throws IOException {
        journal.remember(StateDirectory.at(directory));
        serve(journal);
    }

    private void serve(Journal of) throws IOException {
        Api api = new Api(List.of(new JournalEvents(of).operation(), done()), "1");
        server = new AdminServer(PATIENCE, new Pages(Map.of()), api, List::of);
        address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
    }

    @AfterEach
    void stop() {
        server.close();
        journal.close();
    }

    @Test
    void sendsWhatComesAndResumesAfterARestart() throws Exception {
        Reader reader = read(null);
        journal.changed(change("one"));
        journal.changed(change("two"));
        await().until(() -> reader.ids().size() == 2);
        assertThat(reader.lines)
                .contains("content-type: text/event-stream", "event: change")
                .anyMatch(line -> line.startsWith("data: {\"id\":" + reader.last) && line.contains("two"));
        reader.done = true;
        String seen = reader.ids().get(0);

        journal.close();
        server.close();
        Journal again = new Journal(InstantSource.system());
        again.remember(StateDirectory.at(directory));
        again.changed(change("three"));
        serve(again);
        Reader resumed = read(seen);
        await().until(() -> resumed.ids().size() == 3);
        assertThat(resumed.lines.stream().filter(line -> line.startsWith("data: ")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("two"),
                        line -> assertThat(line).contains("\"kind\":\"start\""),
                        line -> assertThat(line).contains("three"));
        resumed.done = true;
        again.close();
    }

    @Test
    void saysWhereChangesMayBeMissing() throws Exception {
        Reader unknown = read("17");
        await().until(() -> unknown.lines.contains("event: gap"));
        await().until(() -> unknown.ids().size() == 1);
        unknown.done = true;
        Reader later = read("9999999999999999");
        await().until(() -> later.lines.contains("event: gap"));
        later.done = true;
        assertThat(answer("/api/v1/events?after=x")).contains("400", "'x' is no id of a change");
    }

    @Test
    void heartbeatsShowThatTheOtherSideIsThere() throws Exception {
        Reader reader = read(null);
        await().until(() -> reader.lines.stream().filter(":"::equals).count() >= 4);
        assertThat(reader.lines).doesNotContain("event: gap");
        reader.done = true;
    }

    @Test
    void thereAreNoMoreReadersThanPlaces() throws Exception {
        List<Socket> readers = new ArrayList<>();
        for (int i = 0; i < JournalEvents.MOST_READERS; i++) {
            Socket reader = open(null);
            readers.add(reader);
            assertThat(new BufferedReader(new InputStreamReader(reader.getInputStream(), UTF_8)).readLine())
                    .contains("200");
        }
        assertThat(answer("/api/v1/events")).contains("503", "there are 32 readers of events already");
        readers.get(0).close();
        await().until(() -> {
            try (Socket next = open(null)) {
                return new BufferedReader(new InputStreamReader(next.getInputStream(), UTF_8))
                        .readLine()
                        .contains("200");
            }
        });
        for (Socket each : readers) {
            each.close();
        }
    }

    /** Kept for each of them, what they do not read would be 7 GiB; for as many as there are places for, 200 MiB. */
    @Test
    void aThousandReadersThatDoNotReadHoldUpNobody() throws Exception {
        Reader reader = read(null);
        journal.changed(change("first"));
        await().until(() -> reader.ids().size() == 1);
        long before = usedHeap();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(open(null));
                if (i % 4 == 0) {
                    journal.changed(large());
                }
            }
            for (int i = 0; i < 100; i++) {
                journal.changed(large());
                Thread.sleep(50); // The slow ones have their time to be cut off.
            }
            assertThat(usedHeap() - before).isLessThan(64L << 20);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64L << 20);
            assertThat(answer("/api/v1/done")).contains("200", "true");
            List<String> all = journal.all().stream()
                    .skip(1)
                    .map(entry -> Long.toString(entry.id()))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(reader.ids()).isEqualTo(all));
            assertThat(reader.lines).doesNotContain("event: gap");
        } finally {
            reader.done = true;
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    private Reader read(@Nullable String last) {
        Reader reader = new Reader(last);
        Thread thread = new Thread(reader, "reader");
        thread.setDaemon(true);
        thread.start();
        await().until(() -> !reader.lines.isEmpty());
        return reader;
    }

    /** HTTP/1.0, so that there are no chunks between the lines. */
    private Socket open(@Nullable String last) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(65_536);
        socket.connect(address);
        String header = last == null ? "" : "Last-Event-ID: " + last + "\r\n";
        socket.getOutputStream()
                .write(("GET /api/v1/events HTTP/1.0\r\nHost: 127.0.0.1\r\n" + header + "\r\n").getBytes(UTF_8));
        return socket;
    }

    private String answer(String path) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static Operation<Operation.None, Done> done() {
        return Operation.get("/done", "For the test.", Done.class, call -> new Done(true));
    }

    private record Done(boolean done) {}

    private static AnswersChange change(String text) {
        return change(text, List.of(new ChangedName("shop.apps.example.com", null)));
    }

    /** About 20 KiB. */
    private static AnswersChange large() {
        return change(
                "large",
                IntStream.range(0, 200)
                        .mapToObj(i -> new ChangedName("n".repeat(60) + i + ".apps.example.com", null))
                        .toList());
    }

    private static AnswersChange change(String text, List<ChangedName> names) {
        ChangeKeys keys = new ChangeKeys(new long[0], new long[0], true, 0);
        return new AnswersChange(
                0,
                List.of(new ChangeCause(ChangeCause.Kind.ORDER, text)),
                0,
                List.of(new ChangedGroup(1, ServedBy.NOTHING, ServedBy.NOTHING, Trend.OTHER, false, names, keys)),
                0);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
