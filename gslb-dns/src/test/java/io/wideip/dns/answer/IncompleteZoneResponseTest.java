package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** While one of a zone's sources has not been heard, nobody is told that a name does not exist. */
final class IncompleteZoneResponseTest {
    private final TestServer server = new TestServer(
            new TestCatalog().zone("example.com", "www A 192.0.2.1").zone("example.org", ""));

    @Test
    void aNameThatIsNotKnownMayExist() {
        server.compiler().incomplete(Set.of(new DomainName("example.com")));

        Message reply = server.ask("shop.example.com", "A");
        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
        assertThat(server.ask("below.www.example.com", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(server.answers("www.example.com", "A")).containsExactly("www.example.com 3600 A 192.0.2.1");
        assertThat(server.ask("www.example.com", "AAAA").getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(server.ask("shop.example.org", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);

        server.compiler().incomplete(Set.of());
        assertThat(server.ask("shop.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }
}
