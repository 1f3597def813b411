package io.wideip.app;

import io.wideip.config.AddressText;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.ServerOptions;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The options that only a restart changes: a reload leaves them as they were when the process started. */
final class RestartOnlyOptions {
    private RestartOnlyOptions() {}

    /** For people, one for each key whose value has no effect before the next start; empty where none has changed. */
    static List<String> changed(ServerOptions started, ServerOptions now) {
        List<String> changed = new ArrayList<>();
        DnsOptions before = started.dns().fixed();
        DnsOptions after = now.dns().fixed();
        if (!before.listeners().equals(after.listeners())) {
            changed.add("server.dns.listen" + listeners(addresses(before), addresses(after)));
        }
        if (before.threads() != after.threads()) {
            changed.add("server.dns.threads");
        }
        if (before.engine().choice() != after.engine().choice()) {
            changed.add("server.dns.engine");
        }
        if (before.engine().busyPollMicros() != after.engine().busyPollMicros()) {
            changed.add("server.dns.busyPollMicros");
        }
        if (!Objects.equals(before.tls(), after.tls())) {
            changed.add("server.dns.tls");
        }
        if (!before.streams().equals(after.streams())) {
            changed.add("server.dns.tcp");
        }
        if (!started.admin().listen().equals(now.admin().listen())) {
            changed.add("server.admin.listen");
        }
        if (!Objects.equals(started.admin().tls(), now.admin().tls())) {
            changed.add("server.admin.tls");
        }
        if (!Objects.equals(started.admin().socket(), now.admin().socket())) {
            changed.add("server.admin.socket");
        }
        if (!started.startGrace().equals(now.startGrace())) {
            changed.add("server.startGrace");
        }
        if (!Objects.equals(started.state(), now.state())) {
            changed.add("server.state");
        }
        return changed;
    }

    private static String listeners(Set<InetSocketAddress> before, Set<InetSocketAddress> after) {
        List<String> words = new ArrayList<>();
        String gone = without(before, after);
        if (!gone.isEmpty()) {
            words.add("still serving " + gone);
        }
        String added = without(after, before);
        if (!added.isEmpty()) {
            words.add("not yet " + added);
        }
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }

    private static String without(Set<InetSocketAddress> some, Set<InetSocketAddress> others) {
        return some.stream()
                .filter(address -> !others.contains(address))
                .map(AddressText::of)
                .collect(Collectors.joining(" and "));
    }

    private static Set<InetSocketAddress> addresses(DnsOptions options) {
        return options.listeners().stream().map(Listener::address).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
