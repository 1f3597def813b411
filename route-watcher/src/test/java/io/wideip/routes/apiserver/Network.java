package io.wideip.routes.apiserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * A network namespace whose loopback and one more address are all that it has, linked to this one. Some systems allow that to root
 * only; elsewhere the test is left out.
 */
public final class Network implements AutoCloseable {
    /** The address inside. */
    public static final String PEER = "10.213.7.2";

    private static final String HERE = "10.213.7.1";
    private static final String LINK = "wideip-test";

    private final Process holder;
    private final Path log;

    private Network(Process holder, Path log) {
        this.holder = holder;
        this.log = log;
    }

    public static Network create() throws IOException {
        Path log = Files.createTempFile("network", ".log");
        Process holder = new ProcessBuilder("unshare", "--net", "sleep", "infinity")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Network network = new Network(holder, log);
        try {
            network.awaitOwn();
            network.link();
            return network;
        } catch (IllegalStateException e) {
            network.close();
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            System.out.println("SKIPPED: a test needs a network namespace of its own: " + e.getMessage());
            throw new TestAbortedException("no network namespace", e);
        }
    }

    /** The program enters it a little after its start. */
    private void awaitOwn() throws IOException {
        Path ours = Path.of("/proc/self/ns/net");
        Path its = Path.of("/proc/" + holder.pid() + "/ns/net");
        for (int i = 0; i < 1_000; i++) {
            if (!holder.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            if (!Files.readSymbolicLink(its).equals(Files.readSymbolicLink(ours))) {
                return;
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IllegalStateException("unshare does not begin");
    }

    private void link() {
        String pid = String.valueOf(holder.pid());
        run("ip", "link", "add", LINK, "type", "veth", "peer", "name", "peer", "netns", pid);
        run("ip", "address", "add", HERE + "/30", "dev", LINK);
        run("ip", "link", "set", LINK, "up");
        inside("ip", "link", "set", "lo", "up");
        inside("ip", "address", "add", PEER + "/30", "dev", "peer");
        inside("ip", "link", "set", "peer", "up");
    }

    /** What stands before a command that is to run inside. */
    public List<String> prefix() {
        return List.of("nsenter", "--net", "--target", String.valueOf(holder.pid()));
    }

    /** From now on nothing gets through, and nobody is told. */
    public void cut() {
        inside("ip", "link", "set", "peer", "down");
    }

    private void inside(String... command) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(List.of(command));
        Subprocess.run(all, log);
    }

    private void run(String... command) {
        Subprocess.run(List.of(command), log);
    }

    @Override
    public void close() {
        try {
            run("ip", "link", "delete", LINK);
        } catch (IllegalStateException e) {
            // It was never there.
        }
        holder.destroyForcibly();
        try {
            holder.waitFor();
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // In the system's own folder for such files.
        }
    }
}
