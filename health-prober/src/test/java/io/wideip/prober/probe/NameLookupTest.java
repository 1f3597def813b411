package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A look-up that fails ends, and the next one is another. */
final class NameLookupTest {
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    /** No thread gets a stack of this size. */
    private static final long TOO_LARGE = Long.MAX_VALUE;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anErrorOfTheResolverEndsOneLookUpOnly() {
        NameLookup.Resolver resolver = name -> {
            if (asked.incrementAndGet() == 1) {
                throw new OutOfMemoryError("on purpose");
            }
            return ADDRESS;
        };
        try (NameLookup names = new NameLookup(resolver, Thread::new)) {
            assertThatThrownBy(() -> find(names))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(OutOfMemoryError.class);
            assertThat(find(names)).isEqualTo(ADDRESS);
        }
    }

    @Test
    void aThreadThatCanNotBeStartedFailsOneLookUpOnly() {
        ThreadFactory firstFails =
                task -> new Thread(null, task, "probe-names", asked.incrementAndGet() == 1 ? TOO_LARGE : 0);
        try (NameLookup names = new NameLookup(name -> ADDRESS, firstFails)) {
            assertThatThrownBy(() -> find(names))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(OutOfMemoryError.class);
            assertThat(find(names)).isEqualTo(ADDRESS);
        }
    }

    private static InetAddress find(NameLookup names) {
        CompletableFuture<InetAddress> address = names.find("ltm.example.net");
        return address.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
