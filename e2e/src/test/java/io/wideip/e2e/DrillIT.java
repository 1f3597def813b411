package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** NLnet Labs' client: another library's reading of every message. */
@Tag("slow")
final class DrillIT extends ClientContract {
    DrillIT() {
        super("drill", "ldnsutils");
    }

    @Override
    String answer(String name, String type) {
        return drill("-Q -a %s %s".formatted(name, type));
    }

    @Test
    void denials() {
        assertThat(drill("nothing.apps.example.com"))
                .contains("rcode: NXDOMAIN", "flags: qr aa rd ;", "ANSWER: 0, AUTHORITY: 1")
                .containsPattern("apps\\.example\\.com\\.\\s+1\\s+IN\\s+SOA");
        assertThat(drill("www.apps.example.com MX")).contains("rcode: NOERROR", "ANSWER: 0, AUTHORITY: 1");
        assertThat(drill("www.example.net")).contains("rcode: REFUSED");
    }

    @Test
    void referralWithGlue() {
        assertThat(drill("host.child.apps.example.com"))
                .contains("flags: qr rd ;", "ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1")
                .containsPattern(
                        "child\\.apps\\.example\\.com\\.\\s+300\\s+IN\\s+NS\\s+ns\\.child\\.apps\\.example\\.com\\.")
                .containsPattern("ns\\.child\\.apps\\.example\\.com\\.\\s+300\\s+IN\\s+A\\s+192\\.0\\.2\\.54");
    }

    @Test
    void overTcp() {
        assertThat(drill("-Q -t one.apps.example.com")).endsWith("192.0.2.3");
    }

    @Test
    void truncationWithoutFallback() {
        assertThat(drill("large.apps.example.com TXT")).contains("flags: qr aa tc rd ;", "ANSWER: 0");
        assertThat(drill("-b 1232 large.apps.example.com TXT")).contains("flags: qr aa tc rd ;", "ANSWER: 0");
    }

    @Test
    void dnssecOk() {
        assertThat(drill("-D www.apps.example.com")).contains("rcode: NOERROR", "flags: do");
    }

    @Test
    void whoTheServerIs() {
        assertThat(drill("-Q version.bind TXT CH")).isEqualTo("\"Wideip\"");
        assertThat(drill("-Q id.server TXT CH")).isEqualTo("\"gslb-east-1\"");
    }

    private String drill(String arguments) {
        return zone().run("drill", "-p 5300 @%s %s".formatted(zone().server(), arguments));
    }
}
