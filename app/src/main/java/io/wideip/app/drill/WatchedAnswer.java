package io.wideip.app.drill;

import io.wideip.config.AddressText;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** What one name server answers for one wide IP and type. One thread at a time. */
final class WatchedAnswer {
    /** Answers in a row without the datacenter: one alone may be the turn of another one. */
    static final int IN_A_ROW = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DrilledWideIp wideIp;
    private final NameServer server;
    private final SimpleResolver resolver;
    private final Record question;

    private boolean seen;
    private long ttl;
    private int inARow;
    private long firstOfRow;
    private @Nullable String failure;

    WatchedAnswer(DrilledWideIp wideIp, NameServer server, int type) {
        this.wideIp = wideIp;
        this.server = server;
        resolver = new SimpleResolver(server.address());
        resolver.setTimeout(PATIENCE);
        try {
            question = Record.newRecord(Name.fromString(wideIp.name() + "."), type, DClass.IN);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible); // It is a name of the catalog.
        }
    }

    /** Asks once. Silence tells nothing, nor does an error: clients could not go there. */
    void ask() {
        try {
            Message reply = resolver.send(Message.newQuery(question));
            if (reply.getRcode() != Rcode.NOERROR) {
                throw new IOException(Rcode.string(reply.getRcode()));
            }
            failure = null;
            take(reply);
        } catch (IOException | RuntimeException none) {
            failure = none.getMessage() == null ? none.toString() : none.getMessage();
            inARow = 0;
        }
    }

    private void take(Message reply) {
        boolean isThere = false;
        for (Record each : reply.getSection(Section.ANSWER)) {
            if (wideIp.leaving().contains(data(each))) {
                isThere = true;
                ttl = Math.max(ttl, each.getTTL());
            }
        }
        seen |= isThere;
        if (isThere) {
            inARow = 0;
        } else if (inARow++ == 0) {
            firstOfRow = System.nanoTime();
        }
    }

    private static String data(Record record) {
        if (record instanceof ARecord four) {
            return text(four.getAddress());
        }
        if (record instanceof AAAARecord six) {
            return text(six.getAddress());
        }
        return record instanceof CNAMERecord alias
                ? alias.getTarget().toString(true).toLowerCase(Locale.ROOT)
                : "";
    }

    private static String text(InetAddress address) {
        return AddressText.of(address);
    }

    /** Whether the datacenter was in an answer since the last {@link #forget}. */
    boolean isSeen() {
        return seen;
    }

    /** Of the answers with the datacenter, the longest: a resolver keeps one for as long. */
    Duration ttl() {
        return Duration.ofSeconds(ttl);
    }

    boolean hasMoved() {
        return inARow >= IN_A_ROW;
    }

    /** By {@link System#nanoTime}: the first of the answers that show it. */
    long movedAt() {
        return firstOfRow;
    }

    /** Begins anew. */
    void forget() {
        seen = false;
        inARow = 0;
    }

    DrilledWideIp wideIp() {
        return wideIp;
    }

    NameServer server() {
        return server;
    }

    int type() {
        return question.getType();
    }

    /** For people: what the newest question came to, if not to an answer. */
    @Override
    public String toString() {
        return wideIp.name() + " " + Type.string(type()) + " at " + server + (failure == null ? "" : ": " + failure);
    }
}
