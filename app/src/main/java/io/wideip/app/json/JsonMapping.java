package io.wideip.app.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Records as JSON and back: names in lowerCamelCase, times as ISO 8601 in UTC, durations and the words of enums as the YAML has them.
 * What is null is left out.
 */
public final class JsonMapping {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Words())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonMapping() {}

    /** An enum's word, as it is written. */
    public static String word(Enum<?> value) {
        return Words.word(value);
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException(value.getClass() + " can't be written as JSON", defect);
        }
    }

    /** For people, too: with line breaks. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException(value.getClass() + " can't be written as JSON", defect);
        }
    }

    /**
     * What somebody has written: a key that the type does not have is a mistake.
     *
     * @throws JsonProcessingException with a message for people in {@code getOriginalMessage()}
     */
    public static <T> T readStrictly(byte[] json, Class<T> type) throws IOException {
        return MAPPER.readerFor(type).readValue(json);
    }

    public static JsonNode tree(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** What a program has written, which may be a newer one: keys that the type does not have are passed over. */
    public static <T> T read(JsonNode json, Class<T> type) throws IOException {
        return MAPPER.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json);
    }
}
