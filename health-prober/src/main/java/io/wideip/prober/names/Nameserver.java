package io.wideip.prober.names;

import io.wideip.config.AddressText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/**
 * One nameserver of the machine. A message that does not answer the question ends a query as silence does, so that the
 * next nameserver is asked.
 */
final class Nameserver extends SimpleResolver {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    Nameserver(InetSocketAddress address) {
        super(address);
        setTimeout(TIMEOUT);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return super.sendAsync(query, executor).thenCompose(answer -> {
            int rcode = answer.getRcode();
            if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
                return CompletableFuture.failedFuture(
                        new IOException("the nameserver " + text() + " says " + Rcode.string(rcode)));
            }
            return isReferral(answer)
                    ? CompletableFuture.failedFuture(new IOException("the nameserver " + text() + " is no resolver"))
                    : CompletableFuture.completedFuture(answer);
        });
    }

    private String text() {
        return AddressText.of(getAddress().getAddress());
    }

    /** One that does not look up for others points at those who know, with neither flag and nothing answered. */
    private static boolean isReferral(Message answer) {
        return answer.getRcode() == Rcode.NOERROR
                && answer.getSection(Section.ANSWER).isEmpty()
                && !answer.getHeader().getFlag(Flags.AA)
                && !answer.getHeader().getFlag(Flags.RA);
    }
}
