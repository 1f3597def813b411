package io.wideip.prober.names;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** One look-up of a name, of both families at once. All of it runs on one thread. */
final class LookUp {
    /** How long the other family may take once one has an address (RFC 8305 section 3). */
    private static final long RESOLUTION_DELAY_MILLIS = 50;
    /** Far above what all nameservers together take, in case that an answer is never told. */
    private static final long LONGEST_SECONDS = 60;

    private final String text;
    private final Nameservers nameservers;
    private final HostsFile hosts;
    private final ScheduledExecutorService thread;
    private final CompletableFuture<NameAnswer> answer = new CompletableFuture<>();
    private @Nullable FamilyAnswer six;
    private @Nullable FamilyAnswer four;

    LookUp(String text, Nameservers nameservers, HostsFile hosts, ScheduledExecutorService thread) {
        this.text = text;
        this.nameservers = nameservers;
        this.hosts = hosts;
        this.thread = thread;
    }

    CompletableFuture<NameAnswer> begin() {
        try {
            Name name = Name.fromString(text, Name.root);
            List<InetAddress> listed = hosts.addresses(name);
            if (!listed.isEmpty()) {
                answer.complete(new NameAnswer.Addresses(listed));
                return answer;
            }
            ask(name, Type.AAAA);
            ask(name, Type.A);
        } catch (TextParseException | RuntimeException | Error e) {
            // An Error where memory or threads are short. The next attempt looks up again.
            answer.completeExceptionally(e);
        }
        return answer.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    private void ask(Name name, int type) {
        nameservers.ask(name, type).whenComplete((result, thrown) -> {
            if (type == Type.AAAA) {
                six = FamilyAnswer.of(result, thrown);
            } else {
                four = FamilyAnswer.of(result, thrown);
            }
            judge();
        });
    }

    private void judge() {
        if (six != null && four != null) {
            answer.complete(FamilyAnswer.both(six, four));
            return;
        }
        FamilyAnswer first = six == null ? four : six;
        if (first != null && !first.addresses().isEmpty()) {
            NameAnswer.Addresses enough = new NameAnswer.Addresses(first.addresses());
            thread.schedule(() -> answer.complete(enough), RESOLUTION_DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
