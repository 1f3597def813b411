package io.wideip.app.command;

import io.wideip.app.api.LocatedNetworkPage;
import io.wideip.app.api.LocatedNetworkReport;
import io.wideip.app.api.OperationFailure;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import io.wideip.app.command.LocateCommand.Form;
import io.wideip.app.explain.ClientLocations;
import io.wideip.app.explain.ClientNetwork;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.Subnet;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints where all clients of a network are, page after page: one page is held at a time. Used once. */
final class LocatedNetworkTable {
    private final Form form;
    private final PrintWriter out;
    private final PrintWriter err;
    private @Nullable String table;
    private String separator = "";

    LocatedNetworkTable(Form form, PrintWriter out, PrintWriter err) {
        this.form = form;
        this.out = out;
        this.err = err;
    }

    /** Without a server. */
    int print(@Nullable Subnet within, ClientLocations locations) throws OperationFailure {
        @Nullable String after = null;
        do {
            LocatedNetworkPage page =
                    locations.page(within, after == null ? null : ClientNetwork.network(after), ClientLocations.MOST);
            after = print(page) ? page.next() : null;
        } while (after != null);
        return Main.FINE;
    }

    /** Of one server. */
    int print(@Nullable Subnet within, AtOption at, Duration patience) {
        ServerRequest request =
                ServerRequest.get("/locations").with("network", within).with("limit", ClientLocations.MOST);
        @Nullable String after = null;
        try (Servers servers = at.open(patience)) {
            do {
                List<ServerReply<LocatedNetworkPage>> replies =
                        servers.ask(request.with("after", after), LocatedNetworkPage.class);
                if (replies.size() > 1) {
                    err.println("a table is of one server: name it with --at");
                    err.flush();
                    return Main.USAGE;
                }
                if (!(replies.get(0) instanceof ServerReply.Answered<LocatedNetworkPage> answered)) {
                    return new ServerReplies<>(replies).printFailures(err);
                }
                LocatedNetworkPage page = answered.result();
                if (table != null && !table.equals(page.table())) {
                    err.println(
                            "the table has changed while it was read: what is printed ends in the middle, read it again");
                    err.flush();
                    return Main.FAILED;
                }
                table = page.table();
                after = print(page) ? page.next() : null;
            } while (after != null);
        }
        return Main.FINE;
    }

    /** False where nobody reads it. */
    private boolean print(LocatedNetworkPage page) {
        if (separator.isEmpty()) {
            out.print(
                    switch (form) {
                        case TEXT -> "";
                        case CSV -> LocatedNetworkText.CSV_HEADER;
                        case JSON -> "{\"networks\": [\n";
                    });
        }
        page.networks().forEach(this::print);
        if (form == Form.JSON && page.next() == null) {
            out.print("\n]}\n");
        }
        return !out.checkError(); // It flushes.
    }

    private void print(LocatedNetworkReport network) {
        switch (form) {
            case TEXT -> out.print(LocatedNetworkText.of(network) + "\n");
            case CSV -> out.print(LocatedNetworkText.csv(network));
            case JSON -> out.print(separator + JsonMapping.write(network).stripTrailing());
        }
        separator = ",\n";
    }
}
