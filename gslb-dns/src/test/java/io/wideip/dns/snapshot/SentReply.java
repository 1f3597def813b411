package io.wideip.dns.snapshot;

import io.wideip.config.names.NameMap;
import io.wideip.dns.Packet;
import io.wideip.dns.TestServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** A compiled reply as a client reads it that has asked for some name. */
record SentReply(Message message) {
    /** Of each reply's zone, which has the number 0. */
    static final int SERIAL = 7;

    private static final Snapshot SNAPSHOT =
            new Snapshot(NameMap.empty(TestServer.NAME_HASH::of), TestServer.NAME_HASH, new int[] {SERIAL});

    static SentReply of(Answer.Reply reply, String asked, int type) {
        return of(reply, asked, type, reply.length());
    }

    /** @param length {@link Answer.Reply#length} or {@link Answer.Reply#essentialLength} */
    static SentReply of(Answer.Reply reply, String asked, int type, int length) {
        byte[] query = Packet.query(asked, type, 0).bytes();
        byte[] message = Arrays.copyOf(query, query.length + length);
        reply.write(SNAPSHOT, message, query.length, length);
        try {
            return new SentReply(new Message(message));
        } catch (IOException e) {
            throw new AssertionError("dnsjava can't read the reply", e);
        }
    }

    List<String> answers() {
        return TestServer.shown(message, Section.ANSWER);
    }

    List<String> authorities() {
        return TestServer.shown(message, Section.AUTHORITY);
    }

    List<String> additionals() {
        return TestServer.shown(message, Section.ADDITIONAL);
    }
}
