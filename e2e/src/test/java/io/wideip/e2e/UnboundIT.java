package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unbound with 0x20, minimised names and its hardening. */
@Tag("slow")
final class UnboundIT extends ResolverContract {
    UnboundIT() {
        super("unbound", "unbound");
    }

    @Override
    String startResolver(ServedZone zone) {
        zone.start("unbound", "-d -p -c unbound.conf", "unbound.conf", text -> text);
        return "@%s -p 5300".formatted(zone.resolver());
    }

    /** Unbound gives up 0x20 for a server that does not echo the question's letters, and says so in its log. */
    @Test
    void the0x20SurvivesEveryAnswer() throws IOException {
        ServedZone.assertAllRecords(this::answer);
        assertThat(answer("nothing.apps.example.com", "A")).isEmpty();
        assertThat(answer("www.apps.example.com", "MX")).isEmpty();
        assertThat(Files.readString(Tree.LOGS.resolve("UnboundIT/unbound.log")))
                .contains("query response was ANSWER", "query response was NXDOMAIN", "query response was nodata")
                .doesNotContain("Capsforid");
    }
}
