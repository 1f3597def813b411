package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.dns.explain.ShownReply;
import io.wideip.dns.plan.PlannedReply;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What clients may get for a question, aliases followed as the server follows them. */
final class PlannedReplies {
    /** As many as the server follows. */
    static final int MOST_ALIASES = 16;
    /** Where there are so many, further aliases are not followed. */
    private static final int MOST_REPLIES = 1_000;

    private static final Pattern SERIAL = Pattern.compile("( SOA \\S+ \\S+ )\\d+");

    private PlannedReplies() {}

    static List<PlannedReply> of(Snapshot snapshot, DomainName name, int type, InetAddress client) {
        return snapshot.find(new QueryMessage(name, type).from(client)) == null
                ? List.of(new PlannedReply(1, "REFUSED", List.of(), List.of(), null))
                : of(snapshot, name, type, client, MOST_ALIASES);
    }

    /** Behind an alias with each of the replies that its target may have; without them where there are very many. */
    private static List<PlannedReply> of(
            Snapshot snapshot, DomainName name, int type, InetAddress client, int mostAliases) {
        Query query = new QueryMessage(name, type).from(client);
        Answer answer = snapshot.find(query);
        if (answer == null) {
            return List.of();
        }
        List<PlannedReply> replies = new ArrayList<>();
        for (ReplyShare share : new AnswerDifference(client, query).shares(answer)) {
            ShownReply shown = ReplyReader.read(snapshot, name, type, share.reply());
            boolean isFollowed = mostAliases > 0 && follows(type) && replies.size() < MOST_REPLIES;
            DomainName target = isFollowed ? shown.target() : null;
            List<PlannedReply> behind =
                    target == null ? List.of() : of(snapshot, target, type, client, mostAliases - 1);
            if (behind.isEmpty()) {
                replies.add(planned(share.share(), shown));
            } else {
                behind.forEach(each -> replies.add(behind(share.share(), shown, each)));
            }
        }
        return List.copyOf(replies);
    }

    private static PlannedReply planned(double share, ShownReply shown) {
        return new PlannedReply(
                share,
                shown.rcode(),
                withoutSerial(shown.answers()),
                withoutSerial(shown.authorities()),
                shown.extendedError());
    }

    private static List<String> withoutSerial(List<String> records) {
        return records.stream()
                .map(record -> SERIAL.matcher(record).replaceFirst("$1*"))
                .toList();
    }

    private static PlannedReply behind(double share, ShownReply alias, PlannedReply target) {
        List<String> answers = new ArrayList<>(alias.answers());
        answers.addAll(target.answers());
        return new PlannedReply(
                share * target.share(),
                target.rcode(),
                List.copyOf(answers),
                target.authorities(),
                target.extendedError());
    }

    /** Whether an alias is followed when asked for this type. */
    static boolean follows(int type) {
        return type != Wire.ANY && type != Wire.CNAME;
    }
}
