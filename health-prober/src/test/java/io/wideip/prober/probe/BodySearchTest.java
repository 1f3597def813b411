package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BodySearchTest {
    @Test
    void findsWhatContainsFindsHoweverTheBodyIsCut() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String body = letters(random, random.nextInt(12));
            String wanted = letters(random, 1 + random.nextInt(4));
            assertThat(find(wanted, 1000, body, random))
                    .as("'%s' in '%s'", wanted, body)
                    .isEqualTo(body.contains(wanted));
        }
    }

    @Test
    void findsTextBeyondAscii() {
        assertThat(find("grün", 1000, "alles grün!", new Random(1))).isTrue();
    }

    @Test
    void looksNoFurtherThanTheLimit() {
        BodySearch search = new BodySearch("ok", 10);
        assertThat(search.find(Unpooled.copiedBuffer("123456789o", StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(search.isAtLimit()).isTrue();
        assertThat(search.find(Unpooled.copiedBuffer("k", StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(find("ok", 10, "12345678ok", new Random(1))).isTrue();
    }

    private static boolean find(String wanted, int limit, String body, Random random) {
        BodySearch search = new BodySearch(wanted, limit);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (int from = 0; from < bytes.length; ) {
            int length = 1 + random.nextInt(bytes.length - from);
            found = search.find(Unpooled.wrappedBuffer(bytes, from, length));
            from += length;
        }
        return found;
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'c')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
