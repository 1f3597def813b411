package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "shop.example.com, shop.example.com,   true",
        "shop.example.com, shop.example.co,    false",
        "shop.example.com, xshop.example.com,  false",
        "*,                shop.example.com,   true",
        "*,                '',                 true",
        "'',               '',                 true",
        "'',               a,                  false",
        "*.example.com,    shop.example.com,   true",
        "*.example.com,    a.b.example.com,    true",
        "*.example.com,    example.com,        false",
        "shop*,            shop,               true",
        "s*p.*.com,        shop.example.com,   true",
        "s*p.*.com,        shop.com,           false",
        "*a*a,             aaba,               true",
        "*a*a,             aab,                false",
        "**,               anything,           true",
        "*.example.com,    *.example.com,      true",
    })
    void matchesTheWholeText(String glob, String text, boolean matches) {
        assertThat(new Glob(glob).matches(text)).isEqualTo(matches);
    }
}
