package io.wideip.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wideip.app.json.JsonMapping;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of records, as {@link JsonMapping} writes and reads them. */
final class RecordSchemas {
    private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();

    /** All that were asked for, and those that they refer to, by the records' names. */
    ObjectNode all() {
        return schemas;
    }

    /** A reference, where it is a record. */
    ObjectNode of(Type type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (type instanceof ParameterizedType of) {
            return generic(of, schema);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() || plain.isSealed()) {
            define(plain);
            return schema.put("$ref", "#/components/schemas/" + plain.getSimpleName());
        }
        if (plain.isEnum()) {
            ArrayNode words = schema.put("type", "string").putArray("enum");
            for (Object each : plain.getEnumConstants()) {
                words.add(JsonMapping.word((Enum<?>) each));
            }
            return schema;
        }
        if (plain == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (plain == Duration.class) {
            return schema.put("type", "string").put("pattern", "^[0-9]+(ms|s|m|h|d)$");
        }
        return JsonNode.class.isAssignableFrom(plain) ? schema : schema.put("type", word(plain));
    }

    private ObjectNode generic(ParameterizedType type, ObjectNode schema) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            schema.put("type", "array").set("items", of(of[0]));
            return schema;
        }
        if (type.getRawType() == Map.class && of[0] == String.class) {
            schema.put("type", "object").set("additionalProperties", of(of[1]));
            return schema;
        }
        throw new IllegalArgumentException(type + " has no place in the API: use a record, a list or a map by text");
    }

    private static String word(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        throw new IllegalArgumentException(type + " has no place in the API: use a record");
    }

    private void define(Class<?> type) {
        if (schemas.has(type.getSimpleName())) {
            return;
        }
        ObjectNode schema = schemas.putObject(type.getSimpleName());
        if (type.isSealed()) {
            ArrayNode cases = schema.putArray("oneOf");
            for (Class<?> each : type.getPermittedSubclasses()) {
                cases.add(of(each));
            }
            return;
        }
        schema.put("type", "object");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent each : type.getRecordComponents()) {
            properties.set(each.getName(), of(each.getGenericType()));
            if (!each.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(each.getName());
            }
        }
        schema.set("required", required);
    }
}
