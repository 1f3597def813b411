package io.wideip.app.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.wideip.config.section.Durations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values that are one word in JSON. */
final class Words extends SimpleModule {
    private static final long serialVersionUID = 1L;

    Words() {
        addSerializer(Instant.class, ToStringSerializer.instance);
        addDeserializer(
                Instant.class, new Read<>(Instant.class, "a time such as 2026-11-28T22:00:00Z", Words::instant));
        addSerializer(Duration.class, new DurationWriter());
        addDeserializer(Duration.class, new Read<>(Duration.class, "a duration such as 30s or 2h", Durations::parse));
        addSerializer(Enum.class, new EnumWriter());
        setDeserializerModifier(new EnumReaders());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private interface Parser<T> {
        @Nullable
        T parse(String text);
    }

    private static final class Read<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final String form;
        private final transient Parser<T> parser;

        Read(Class<?> type, String form, Parser<T> parser) {
            super(type);
            this.form = form;
            this.parser = parser;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            T value = parser.parse(text);
            return value != null ? value : (T) context.handleWeirdStringValue(_valueClass, text, "write %s", form);
        }
    }

    private static final class DurationWriter extends StdScalarSerializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Durations.format(value));
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class EnumWriter extends StdScalarSerializer<Enum> {
        private static final long serialVersionUID = 1L;

        EnumWriter() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(word(value));
        }
    }

    private static final class EnumReaders extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> standard) {
            List<Enum<?>> values = Arrays.stream(type.getRawClass().getEnumConstants())
                    .<Enum<?>>map(value -> (Enum<?>) value)
                    .toList();
            String words = String.join(", ", values.stream().map(Words::word).toList());
            return new Read<Object>(
                    type.getRawClass(),
                    "one of " + words,
                    text -> values.stream()
                            .filter(value -> word(value).equals(text))
                            .findFirst()
                            .orElse(null));
        }
    }
}
