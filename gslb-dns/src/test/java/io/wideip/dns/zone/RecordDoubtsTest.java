package io.wideip.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.Doubt;
import io.wideip.dns.MapSection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each doubt about records with a case that has it, and one that is near it and has not. */
final class RecordDoubtsTest {
    private static final DomainName ZONE = new DomainName("apps.example.com");

    static Stream<Arguments> doubtful() {
        return Stream.of(
                Arguments.of(
                        "status CNAME status.example.net", "relative-name: the target 'status.example.net' has no"),
                Arguments.of(
                        "www.apps.example.com A 192.0.2.1", "relative-name: the owner 'www.apps.example.com' has no"),
                Arguments.of(
                        "@ MX 10 mail.example.com", "relative-name: the target 'mail.example.com' has no last dot"),
                Arguments.of("@ MX 10 192.0.2.1", "target-is-address: MX leads to the address '192.0.2.1'"),
                Arguments.of("@ MX 10 192.0.2.1.", "target-is-address: MX leads to the address '192.0.2.1'"),
                Arguments.of("_sip._tcp SRV 1 1 5060 192.0.2.1", "target-is-address: SRV leads to the address"),
                Arguments.of("sub NS 192.0.2.1", "target-is-address: NS leads to the address"),
                Arguments.of("@ TXT \"v=spf1 include:a.example\" \"-all\"", "spf-parts: the strings of an SPF record"),
                Arguments.of("@ TXT \"v=spf1 -all\"\n@ TXT \"v=spf1 mx -all\"", "spf-parts: a second SPF record"),
                Arguments.of("@ CAA 0 isue \"ca.example.net\"", "caa-tag: no authority knows the CAA tag 'isue'"));
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void whatIsSurelyNotMeantIsTold(String records, String start) {
        assertThat(doubts(records))
                .singleElement()
                .satisfies(doubt ->
                        assertThat(doubt.code().text() + ": " + doubt.what()).startsWith(start));
    }

    static Stream<String> meant() {
        return Stream.of(
                "status CNAME status.example.net.",
                "status CNAME status",
                "www A 192.0.2.1",
                "db.test A 192.0.2.1",
                "a.com A 192.0.2.1",
                "x CNAME lb.test",
                "@ MX 10 mail.example.com.",
                "@ MX 10 mail",
                "@ MX 0 .",
                "1.2.0.192 CNAME 192.0.2.1",
                "@ TXT \"v=spf1 include:a.example \" \"-all\"",
                "@ TXT \"v=spf1 include:a.example\" \" -all\"",
                "@ TXT \"one\" \"two\"",
                "@ TXT \"v=spf1 -all\"\nmail TXT \"v=spf1 -all\"",
                "@ CAA 0 issue \"ca.example.net\"",
                "@ CAA 0 contactemail \"a@example.net\"");
    }

    @ParameterizedTest
    @MethodSource("meant")
    void whatIsNearItIsNot(String records) {
        assertThat(doubts(records)).isEmpty();
    }

    @Test
    void aBlockHasTheLine() {
        assertThat(doubts("www A 192.0.2.1\n@ (\n MX 10\n 192.0.2.1 )\n"))
                .extracting(Doubt::line)
                .containsExactly(2);
        assertThat(doubts("@ MX 10 192.0.2.1")).extracting(Doubt::line).containsExactly(0);
    }

    private static List<Doubt> doubts(String records) {
        MapSection section = new MapSection(Map.of("records", records));
        List<Doubt> doubts = new MasterFile().read(ZONE, section).doubts();
        assertThat(section.problems()).isEmpty();
        return doubts;
    }
}
