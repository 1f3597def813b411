package io.wideip.app.command;

import io.wideip.app.Gslb;
import io.wideip.app.StartFailure;
import io.wideip.config.yaml.Loaded;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daemon. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Serve a directory of YAML.",
        description = {
            "Changes of the files take effect within seconds. A broken change is logged, and the last good state goes on "
                    + "answering. Of server.dns, access lists, limits, cookies, identity and version change with it; the rest "
                    + "of server at the next start.",
            "",
            "SIGHUP reads the directory now; SIGUSR1 writes into the log how the server stands; SIGTERM answers what is in flight "
                    + "and ends with 0.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wideip serve /etc/wideip", "  wideip serve --config /etc/wideip --log json"})
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("serve");

    /** Null until it has started: signals may come before. */
    private final AtomicReference<@Nullable Gslb> running = new AtomicReference<>();

    @Mixin
    private ConfigDirectoryOption directory = new ConfigDirectoryOption();

    @Option(
            names = "--log",
            paramLabel = "text|json",
            description = "Logs on standard error, as lines (the default) or as JSON.")
    private LogFormat format = LogFormat.TEXT;

    @Option(
            names = "--log-level",
            paramLabel = "info|debug",
            description =
                    "With debug, each check and each target has its line; info (the default) sums up many at once.")
    private LogLevel level = LogLevel.INFO;

    @Option(
            names = "--allow-exec",
            description = "Run the commands by which kubeconfigs of clusters get their credentials.")
    private boolean allowExec;

    @Override
    public Integer call() throws Exception {
        Path path = directory.path();
        format.install(level.level());
        CompletableFuture<String> end = new CompletableFuture<>();
        Signals.on("TERM", () -> end.complete("SIGTERM"));
        Signals.on("INT", () -> end.complete("SIGINT"));
        Signals.on("USR1", this::status);
        Signals.ignore("USR2");
        if (!Signals.on("HUP", this::reload)) {
            LOG.info("SIGHUP has no effect: this process was started with it ignored, as nohup does");
        }
        try (Gslb gslb = Gslb.start(path, allowExec, (target, status) -> {})) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(gslb), "shutdown")); // where no signal is heard
            running.set(gslb);
            gslb.serving().whenComplete((addresses, failure) -> {
                if (failure != null) {
                    end.completeExceptionally(failure);
                }
            });
            LOG.info("{}: answering what is in flight, then ending", end.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StartFailure reasons) {
                return fail(reasons);
            }
            throw failed;
        } catch (StartFailure reasons) {
            return fail(reasons);
        }
        LOG.info("ended");
        return Main.FINE;
    }

    /** People read the message of the command; programs the log, each line of which they can parse. */
    private int fail(StartFailure reasons) throws StartFailure {
        if (format == LogFormat.TEXT) {
            throw reasons;
        }
        reasons.reasons().forEach(reason -> LOG.error("can't start: {}", reason));
        return Main.FAILED;
    }

    private void reload() {
        Gslb gslb = running.get();
        if (gslb == null) {
            LOG.info("SIGHUP: {} is being read for the first time", directory.path());
            return;
        }
        LOG.info("SIGHUP: reading {}", directory.path());
        Loaded loaded = gslb.reload();
        LOG.info(
                "SIGHUP: read, problems: {}",
                loaded instanceof Loaded.Bad bad ? bad.problems().size() : 0);
    }

    private void status() {
        Gslb gslb = running.get();
        if (gslb == null) {
            LOG.info("status: starting: {} is being read for the first time", directory.path());
            return;
        }
        gslb.status().forEach(line -> LOG.info("{}", line));
    }

    private static void end(Gslb gslb) {
        gslb.close();
        LogFormat.end();
    }
}
