package io.wideip.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.dns.MapSection;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

final class StaticRecordsTest {
    private static final String RECORDS = """
            e TXT "beside"
            @ SPF "v=spf1 -all"
            D HINFO "a" "b"
            W.D TXT "x"
            w.d MX 10 mail.example.com.
            """;

    @ParameterizedTest
    @CsvSource({
        "w.d.apps.example.com, TXT MX HINFO SPF",
        "x.w.d.apps.example.com, TXT MX HINFO SPF",
        "d.apps.example.com, HINFO SPF",
        "xd.apps.example.com, SPF",
        "apps.example.com, SPF",
        "example.com, ''",
        "'', ''"
    })
    void thoseOfANameAndAboveItAreFoundWithoutTheOthers(String name, String types) {
        StaticRecords records = (StaticRecords)
                new MasterFile().read(new DomainName("apps.example.com"), new MapSection(Map.of("records", RECORDS)));
        assertThat(records.atOrAbove(new DomainName(name)).stream().map(set -> Type.string(set.type())))
                .containsExactly(types.isEmpty() ? new String[0] : types.split(" "));
    }
}
