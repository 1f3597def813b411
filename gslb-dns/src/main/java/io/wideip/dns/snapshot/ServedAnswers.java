package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.dns.explain.ShownReply;
import io.wideip.dns.wire.Query;
import java.util.List;

/** What clients get from a snapshot, told without sending a query: every possible reply with its share. Thread-safe. */
public final class ServedAnswers {
    private final Snapshot snapshot;

    public ServedAnswers(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * The replies to a question, of the name itself: an alias is not followed.
     *
     * @return empty where the name lies in no zone of this server
     */
    public List<ReplyShare> of(DomainName name, int type, Asker asker) {
        Query query = new QueryMessage(name, type).from(asker.address());
        Answer answer = snapshot.find(query);
        return answer == null ? List.of() : ReplyWalk.of(answer, asker, query);
    }

    /** What the reply to a question shows, for people and for comparison. */
    public ShownReply show(DomainName name, int type, Answer.Reply reply) {
        return ReplyReader.read(snapshot, name, type, reply);
    }
}
