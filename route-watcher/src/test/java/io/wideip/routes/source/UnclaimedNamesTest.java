package io.wideip.routes.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UnclaimedNamesTest {
    private static final long WEEK = UnclaimedNames.LONGEST.toNanos();
    private static final DomainName A = new DomainName("a.example.com");
    private static final DomainName B = new DomainName("b.example.com");
    private static final DomainName C = new DomainName("c.example.com");

    private final UnclaimedNames names = new UnclaimedNames(2);

    @Test
    void goAfterAWeekWhateverChangesBeside() {
        names.are(Set.of(A), 0);
        names.are(Set.of(A, B), 1);

        assertThat(names.takeOld(WEEK - 1)).isEmpty();
        assertThat(names.takeOld(WEEK)).containsExactly(A);
        assertThat(names.takeOld(WEEK)).isEmpty();
        assertThat(names.takeOld(WEEK + 1)).containsExactly(B);
    }

    @Test
    void thoseThatAreClaimedAgainBeginAnew() {
        names.are(Set.of(A), 0);
        names.are(Set.of(), 1);
        names.are(Set.of(A), 2);

        assertThat(names.takeOld(WEEK + 1)).isEmpty();
        assertThat(names.takeOld(WEEK + 2)).containsExactly(A);
    }

    @Test
    void theOldestGoWhereTheyAreTooMany() {
        names.are(Set.of(A), 0);
        names.are(Set.of(A, B), 1);
        names.are(Set.of(A, B, C), 2);

        assertThat(names.takeOld(2)).containsExactly(A);
    }
}
