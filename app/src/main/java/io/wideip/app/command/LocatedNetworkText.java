package io.wideip.app.command;

import io.wideip.app.api.LocatedNetworkReport;
import java.util.List;
import java.util.stream.Collectors;

/** A network of clients of one location, in a line. */
final class LocatedNetworkText {
    static final String CSV_HEADER = "network,location order,why\r\n";

    private LocatedNetworkText() {}

    /** For people. */
    static String of(LocatedNetworkReport network) {
        return network.network() + ": " + order(network) + ", " + why(network);
    }

    private static String order(LocatedNetworkReport network) {
        if (network.order().isEmpty()) {
            return "no location";
        }
        return network.weights().isEmpty()
                ? "prefers " + String.join(", ", network.order()) + ties(network)
                : "divided by weights: " + weights(network, " ", ", ");
    }

    private static String ties(LocatedNetworkReport network) {
        return network.ties().isEmpty()
                ? ""
                : network.ties().stream().map(LocatedNetworkText::tie).collect(Collectors.joining("; ", " (", ")"));
    }

    /** Of datacenters that are as near as each other. */
    static String tie(List<String> datacenters) {
        return "a tie: " + String.join(", ", datacenters);
    }

    private static String why(LocatedNetworkReport network) {
        if (network.rule() != null) {
            return "by the rule at " + network.rule();
        }
        String territory = territory(network);
        if (network.order().isEmpty()) {
            return "in no rule of the topology" + (territory.isEmpty() ? "" : "; databases say " + territory);
        }
        return "by the distance" + (territory.isEmpty() ? "" : "; databases say " + territory);
    }

    /** As RFC 4180 has it: three values, the datacenters separated by spaces. */
    static String csv(LocatedNetworkReport network) {
        String order = network.weights().isEmpty() ? String.join(" ", network.order()) : weights(network, "=", " ");
        String why = network.rule() == null ? territory(network) : network.rule();
        return network.network() + "," + value(order) + "," + value(why) + "\r\n";
    }

    private static String weights(LocatedNetworkReport network, String of, String between) {
        return network.weights().entrySet().stream()
                .map(each -> each.getKey() + of + each.getValue())
                .collect(Collectors.joining(between));
    }

    private static String territory(LocatedNetworkReport network) {
        if (network.country() != null) {
            return "country " + network.country();
        }
        return network.continent() == null ? "" : "continent " + network.continent();
    }

    private static String value(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
