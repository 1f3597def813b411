package io.wideip.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks a server as dig would. */
public final class Dig {
    private final SimpleResolver resolver;

    public Dig(InetSocketAddress server) {
        resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofSeconds(2));
    }

    /** Asks by TCP. */
    public Dig byTcp() {
        resolver.setTCP(true);
        return this;
    }

    /** The addresses in the answer; throws on silence. */
    public List<String> a(String name) throws IOException {
        return data(name, Type.A);
    }

    /** The data of the records in the answer; throws on silence. */
    public List<String> data(String name, int type) throws IOException {
        Message reply = resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
        return reply.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }
}
