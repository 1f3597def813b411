package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelSelectorTest {
    private static final Map<String, String> LABELS =
            Map.of("team", "shop", "app.example.com/tier", "web", "empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                 | true",
                "team=shop                          | true",
                "team==shop                         | true",
                "team = shop , empty=               | true",
                "team=other                         | false",
                "team!=other                        | true",
                "team!=shop                         | false",
                "none!=shop                         | true",
                "team in (other, shop)              | true",
                "team in (other),team=shop          | false",
                "team notin (other,shop)            | false",
                "none notin (a)                     | true",
                "empty in ()                        | true",
                "app.example.com/tier               | true",
                "!app.example.com/tier              | false",
                "!none                              | true",
                "none                               | false",
                "team=shop,!none,empty in (,a)      | true",
            })
    void selectsAsKubernetesDoes(String selector, boolean selected) {
        assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team=a b", "=a", "team in a", "team in (a", "a,", ",", "team>1", "te am"})
    void tellsWhatIsNone(String selector) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelSelector.parse(selector))
                .withMessageContaining("selects no labels: write KEY=VALUE, KEY!=VALUE, KEY in (A,B),");
    }

    @Test
    void aLongOneIsReadInShortTime() {
        assertThat(LabelSelector.parse("team in (" + "a,".repeat(100_000) + "shop)")
                        .matches(LABELS))
                .isTrue();
    }
}
