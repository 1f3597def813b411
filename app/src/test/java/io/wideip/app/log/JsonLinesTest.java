package io.wideip.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class JsonLinesTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void aLineHasTheFactsAsFields() {
        LoggingEvent event = event("io.wideip.prober.Prober", null);
        event.addKeyValuePair(new KeyValuePair("target", "192.0.2.10 http:1936"));
        event.addKeyValuePair(new KeyValuePair("wideIps", 3));
        event.addKeyValuePair(new KeyValuePair("before", List.of("east")));

        assertThat(line(event))
                .isEqualTo("{\"time\":\"2026-11-28T08:00:00.123Z\",\"level\":\"WARN\",\"logger\":\"prober\","
                        + "\"message\":\"it is \\\"down\\\"\\nat once\",\"target\":\"192.0.2.10 http:1936\",\"wideIps\":3,"
                        + "\"before\":[\"east\"]}\n");
    }

    @Test
    void whatIsEmptyIsLeftOut() {
        LoggingEvent event = event("serve", null);
        event.addKeyValuePair(new KeyValuePair("vip", null));
        event.addKeyValuePair(new KeyValuePair("reason", ""));
        event.addKeyValuePair(new KeyValuePair("after", List.of()));
        event.addKeyValuePair(new KeyValuePair("message", "no fact takes the place of the message"));

        assertThat(line(event))
                .isEqualTo("{\"time\":\"2026-11-28T08:00:00.123Z\",\"level\":\"WARN\",\"logger\":\"serve\","
                        + "\"message\":\"it is \\\"down\\\"\\nat once\"}\n");
    }

    @Test
    void anExceptionIsOneFieldOfTheLine() {
        assertThat(line(event("serve", new IllegalStateException("a defect"))))
                .contains("\"exception\":\"java.lang.IllegalStateException: a defect\\n\\tat ")
                .hasLineCount(1);
    }

    private LoggingEvent event(String logger, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger(logger), Level.WARN, "it is \"{}\"\nat once", thrown, new Object[] {"down"});
        event.setInstant(Instant.parse("2026-11-28T08:00:00.123Z"));
        return event;
    }

    private static String line(LoggingEvent event) {
        return new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
    }
}
