package io.wideip.app.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** What the server answers now, asked over the wire as any client would. */
final class Answers {
    private static final int CLIENTS = 10;

    private final InetSocketAddress server;

    Answers(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * The addresses that ten clients were given, each with how many clients were given it.
     *
     * @param clients their address, with {@code %d} for the number of each
     */
    String to(String name, String clients) {
        Map<String, Long> given = IntStream.rangeClosed(1, CLIENTS)
                .mapToObj(client -> ask(name, String.format(clients, client)))
                .collect(Collectors.groupingBy(answer -> answer, TreeMap::new, Collectors.counting()));
        return describe(given);
    }

    static String describe(Map<String, Long> given) {
        if (given.size() == 1) {
            return given.keySet().iterator().next();
        }
        return given.entrySet().stream()
                .map(entry -> entry.getKey() + " x" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private String ask(String name, String client) {
        try {
            SimpleResolver resolver = new SimpleResolver(server);
            resolver.setTimeout(Duration.ofSeconds(1));
            resolver.setLocalAddress(new InetSocketAddress(client, 0));
            Message reply =
                    resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN)));
            List<Record> records = reply.getSection(Section.ANSWER);
            return records.isEmpty()
                    ? Rcode.string(reply.getRcode())
                    : records.stream().map(Record::rdataToString).collect(Collectors.joining(" "));
        } catch (IOException failure) {
            return "no answer";
        }
    }
}
