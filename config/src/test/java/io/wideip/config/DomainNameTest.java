package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "Shop.Apps.Example.COM.,shop.apps.example.com",
        "shop,shop",
        "*.example.com,*.example.com",
        "_acme-challenge.example.com,_acme-challenge.example.com",
        "xn--bcher-kva.example,xn--bcher-kva.example",
        "10.in-addr.arpa,10.in-addr.arpa",
    })
    void letterCaseAndTheLastDotAreNoDifference(String written, String text) {
        assertThat(DomainName.parse(written).text()).isEqualTo(text);
    }

    @Test
    void theRootIsTheEmptyText() {
        assertThat(DomainName.parse(".").text()).isEmpty();
        assertThat(DomainName.parse(".")).hasToString(".");
        assertThat(DomainName.parse(".").wire()).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "a..b,an empty label in 'a..b'",
        ".a,an empty label in '.a'",
        "a..,an empty label in 'a.'",
        "..,an empty label in '.'",
    })
    void emptyLabelsAreRefused(String written, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.parse(written))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"a b", "straße", "a/b", "a\\.b", "a@b", "\u212Aelvin"})
    void otherCharactersAreRefused(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.parse(written))
                .withMessageContaining("letters, digits, '-', '_' and '*' are possible (write others as punycode)");
    }

    @ParameterizedTest
    @CsvSource({"bücher,xn--bcher-kva", "Büro.example.com,xn--bro-hoa.example.com", "例え.jp,xn--r8jz45g.jp"})
    void anInternationalNameHasItsPunycodeInTheMend(String written, String punycode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.parse(written))
                .withMessageEndingWith(": write its punycode, " + punycode);
    }

    @Test
    void lengthsAreLimited() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(DomainName.parse(longest).wire()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.parse(longest + "a"))
                .withMessage("a name of 254 characters: at most 253");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.parse(label + "a.b"))
                .withMessageStartingWith("a label of 64 characters in ");
    }

    @Test
    void theWireFormHasTheLengthBeforeEachLabel() {
        assertThat(DomainName.parse("ab.c").wire()).containsExactly(2, 'a', 'b', 1, 'c', 0);
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.com,example.com,true",
        "example.com,example.com,true",
        "aexample.com,example.com,false",
        "example.com,a.example.com,false",
        "com,.,true",
        ".,com,false",
    })
    void aNameIsAtOrBelowItsAncestors(String name, String ancestor, boolean expected) {
        assertThat(DomainName.parse(name).isAtOrBelow(DomainName.parse(ancestor)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"*.a,true", "*,true", "a.*,false", "*a.b,false", "a,false"})
    void aWildcardHasAnAsteriskForItsFirstLabel(String name, boolean expected) {
        assertThat(DomainName.parse(name).isWildcard()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "com", "shop.apps.example.com", "*.a.b"})
    void theWireFormGivesTheNameBack(String name) {
        assertThat(DomainName.ofWire(new DomainName(name).wire())).isEqualTo(new DomainName(name));
    }

    @Test
    void anyOctetsOfTheWireFormHaveAName() {
        byte[] wire = {5, 'w', ' ', '.', '\\', (byte) 0xff, 1, 'a', 0};

        DomainName name = DomainName.ofWire(wire);

        assertThat(name.text()).isEqualTo("w\\032\\046\\092\\255.a");
        assertThat(name.wire()).isEqualTo(wire);
        assertThat(name.isAtOrBelow(new DomainName("a"))).isTrue();
    }

    @Test
    void anEscapeCountsAsOneOctet() {
        byte[] wire = new byte[65];
        wire[0] = 63;

        assertThat(DomainName.ofWire(wire).wire()).isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\097", "a\\256", "a\\03", "a\\", "a\\.b", "a\\0320\\"})
    void oneNameHasOneText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DomainName(text))
                .withMessageStartingWith("the character '\\' in the name ");
    }

    @Test
    void peopleWriteNoEscapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.parse("a\\032b"))
                .withMessageStartingWith("the character '\\' in the name 'a\\032b': letters, digits");
    }
}
