package io.wideip.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.wideip.app.json.JsonMapping;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A line of the log as a JSON object: {@code time} (RFC 3339, UTC), {@code level}, {@code logger}, {@code message}, the facts that the
 * message tells as fields of their own, and {@code exception} where there is one. What is empty is left out.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS));
        fields.put("level", event.getLevel().toString());
        fields.put("logger", Subject.of(event.getLoggerName()));
        fields.put("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(fact -> add(fields, fact));
        }
        if (event.getThrowableProxy() != null) {
            fields.put("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return JsonMapping.write(fields).getBytes(StandardCharsets.UTF_8);
    }

    private static void add(Map<String, Object> fields, KeyValuePair fact) {
        if (!isEmpty(fact.value)) {
            fields.putIfAbsent(fact.key, fact.value);
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof Collection<?> items && items.isEmpty();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
