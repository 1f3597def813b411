package io.wideip.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wideip.app.Gslb;
import io.wideip.app.StartFailure;
import io.wideip.config.AddressText;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The real server over two datacenters that one can take down by typing. Thread-safe. */
public final class Demo implements AutoCloseable {
    private static final int MOST_WAITING = 1_000;

    private final PrintWriter out;
    private final Datacenters datacenters;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    // All is printed here, so that nothing is torn and no thread of the server waits for the terminal. What comes while
    // the
    // terminal takes nothing (Ctrl-S) is dropped in the end.
    private final ExecutorService printer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> daemon(work, "demo"),
            new ThreadPoolExecutor.DiscardPolicy());
    private @Nullable DemoDirectory directory;
    private @Nullable Gslb gslb;
    private volatile @Nullable Answers answers;

    private Demo(PrintWriter out, Datacenters datacenters) {
        this.out = out;
        this.datacenters = datacenters;
    }

    /**
     * Starts all of it, and says how to use it. Returns when queries are answered.
     *
     * @throws StartFailure with a mend, when a port is taken
     */
    public static Demo start(int port, int adminPort, PrintWriter out) throws IOException, StartFailure {
        Demo demo = new Demo(out, Datacenters.start());
        try {
            demo.serve(port, adminPort);
            return demo;
        } catch (IOException | StartFailure | RuntimeException failure) {
            demo.close();
            throw failure;
        }
    }

    private void serve(int port, int adminPort) throws IOException, StartFailure {
        DemoDirectory written = DemoDirectory.write(port, adminPort, datacenters.port());
        directory = written;
        try {
            Gslb started = Gslb.start(written.path(), this::changed);
            gslb = started;
            InetSocketAddress dns = started.serving().join().get(0);
            Answers wire = new Answers(dns);
            answers = wire;
            String welcome = Screen.welcome(dns, started.adminAddress(), datacenters.port(), written);
            printer.execute(() -> out.println(welcome + Screen.answers(wire)));
        } catch (StartFailure failure) {
            throw withMend(failure);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof StartFailure reasons) {
                throw withMend(reasons);
            }
            throw failure;
        }
    }

    private static StartFailure withMend(StartFailure failure) {
        if (!(failure.getCause() instanceof IOException)) {
            return failure;
        }
        List<String> reasons = new ArrayList<>(failure.reasons());
        reasons.add("other ports: wideip demo --port 5300 --admin-port 8300");
        return new StartFailure(reasons);
    }

    /** Does what is typed from now on. At the input's end the server goes on. */
    public void obey(InputStream in) {
        // A thread of its own, because nothing but its process's end interrupts the reading of a terminal.
        daemon(() -> read(in), "demo-input").start();
    }

    private void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                TypedCommand command = TypedCommand.parse(line);
                printer.execute(() -> obey(command));
            }
        } catch (IOException closed) {
            // As at the input's end: a process without a terminal may have none.
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void obey(TypedCommand command) {
        if (command instanceof TypedCommand.Quit) {
            end();
        } else if (command instanceof TypedCommand.Help) {
            out.println(Screen.HELP);
        } else if (command instanceof TypedCommand.Status) {
            status();
        } else if (command instanceof TypedCommand.Unknown unknown) {
            out.println("'" + unknown.typed() + "' is not understood; help lists what is");
        } else if (command instanceof TypedCommand.Down down) {
            turn(datacenters.named(down.datacenter()), false);
        } else if (command instanceof TypedCommand.Up up) {
            turn(datacenters.named(up.datacenter()), true);
        } else if (command instanceof TypedCommand.Toggle toggle) {
            FakeLtm ltm = datacenters.named(toggle.datacenter());
            turn(ltm, !ltm.isUp());
        }
    }

    private void turn(FakeLtm ltm, boolean up) {
        if (up == ltm.isUp()) {
            out.println(ltm.datacenter() + "'s load balancer is " + (up ? "up" : "down") + " already");
            return;
        }
        if (!up) {
            ltm.down();
            out.println(ltm.datacenter() + "'s load balancer refuses connections now; three failed checks take it out");
            return;
        }
        try {
            ltm.up();
            out.println(ltm.datacenter() + "'s load balancer serves again; two good checks bring it back");
        } catch (IOException failure) {
            out.println(ltm.datacenter() + "'s load balancer can't be brought up: " + failure.getMessage());
        }
    }

    private void status() {
        for (FakeLtm ltm : datacenters.all()) {
            out.println(ltm.datacenter() + "'s load balancer " + AddressText.of(ltm.address()) + " "
                    + (ltm.isUp() ? "serves" : "refuses connections"));
        }
        if (answers != null) {
            out.println(Screen.answers(answers));
        }
    }

    private void changed(Target target, TargetStatus status) {
        Answers wire = answers;
        if (wire != null) {
            String line = datacenters.at(target.address()) + " is " + (status.verdict() == Verdict.UP ? "up" : "down")
                    + ": " + status.reason();
            printer.execute(() -> out.println("\n" + line + "\n" + Screen.answers(wire)));
        }
    }

    /** Lets {@link #awaitEnd} return. */
    public void end() {
        end.countDown();
    }

    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Ends the server and the datacenters, and deletes the YAML. */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (gslb != null) {
            gslb.close();
        }
        printer.shutdownNow();
        datacenters.close();
        if (directory != null) {
            directory.close();
        }
    }
}
