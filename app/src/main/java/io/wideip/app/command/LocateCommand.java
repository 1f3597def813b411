package io.wideip.app.command;

import io.wideip.app.api.LocatedAddress;
import io.wideip.app.api.OperationFailure;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.explain.ClientLocations;
import io.wideip.app.explain.ClientNetwork;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.Subnet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where clients are, and why. */
@Command(
        name = "locate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say where a client is and why, or where all are.",
        description = {
            "Of an address: the rule of the topology or what the databases say, the distances, the order of the datacenters, the network "
                    + "in which it holds, and what wide IPs with the policy geo answer there. Of a network, and with --all: all its "
                    + "parts, each with its order and what gives it. Asks servers, or with --config reads a directory and its "
                    + "databases without a server: then answers are those with all targets up, without the Routes of clusters.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip locate 203.0.113.9                           at this machine's server",
            "  wideip locate 2001:db8::9 --config /etc/wideip      without a server",
            "  wideip locate 10.0.0.0/8                            the parts of a network",
            "  wideip locate --all -o csv --config /etc/wideip     the whole table"
        })
final class LocateCommand implements Callable<Integer> {
    /** Who the output is for. */
    enum Form {
        TEXT,
        JSON,
        CSV
    }

    /** A page of a large table takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "ADDRESS",
            description = "A client's address, or a network such as 10.0.0.0/8.")
    private @Nullable String address;

    @Option(names = "--all", description = "Where all clients are, network by network.")
    private boolean all;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "DIR",
            description = "The directory of *.yaml files to go by, without a server.")
    private @Nullable Path directory;

    @Mixin
    private AtOption servers = new AtOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json|csv",
            description = "For people (the default), for programs, or of networks for tables.")
    private Form form = Form.TEXT;

    LocateCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (all == (address != null)) {
            throw misused(
                    all ? "--all is of all addresses: leave " + address + " out" : "Missing the ADDRESS, or --all");
        }
        if (directory != null && servers.isGiven()) {
            throw misused("--config goes by a directory, without a server: leave --at or --config out");
        }
        if (address == null) {
            return table(null);
        }
        if (address.contains("/")) {
            return table(parsed(address, ClientNetwork::network));
        }
        Subnet one = parsed(address, ClientNetwork::address);
        if (form == Form.CSV) {
            throw misused("csv is for networks: give one, or --all");
        }
        return directory == null ? ask() : read(one, directory);
    }

    private Subnet parsed(String written, Function<String, Subnet> reader) {
        try {
            return reader.apply(written);
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(spec.commandLine(), String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private int ask() {
        ServerRequest request = ServerRequest.get("/locate").with("address", address);
        return servers.ask(request, LocatedAddress.class, PATIENCE)
                .print(form == Form.JSON ? Output.JSON : Output.TEXT, out, error(), LocatedAddressText::of);
    }

    private int read(Subnet one, Path from) {
        ClientLocations locations = DirectoryLocations.read(from, spec);
        if (locations == null) {
            return Main.FAILED;
        }
        try {
            LocatedAddress located = locations.locate(one);
            out.print(
                    form == Form.JSON
                            ? JsonMapping.pretty(located) + System.lineSeparator()
                            : LocatedAddressText.of(located));
            out.flush();
            return Main.FINE;
        } catch (OperationFailure failure) {
            return failed(failure);
        }
    }

    /** @param within null for all addresses */
    private int table(@Nullable Subnet within) {
        LocatedNetworkTable table = new LocatedNetworkTable(form, out, error());
        if (directory == null) {
            return table.print(within, servers, PATIENCE);
        }
        ClientLocations locations = DirectoryLocations.read(directory, spec);
        try {
            return locations == null ? Main.FAILED : table.print(within, locations);
        } catch (OperationFailure failure) {
            return failed(failure);
        }
    }

    private int failed(OperationFailure failure) {
        error().println(failure.getMessage());
        return Main.FAILED;
    }

    private PrintWriter error() {
        return spec.commandLine().getErr();
    }

    private ParameterException misused(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
