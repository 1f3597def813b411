package io.wideip.routes.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a JSON object are read. All others are passed over, so that neither keys nor the lists of who manages which field
 * ever stand in memory. What is in an array is selected as its items. Immutable.
 *
 * @param fields empty for all
 */
public record Selection(Map<String, Selection> fields) {
    /** All that there is. */
    public static final Selection ALL = new Selection(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The fields with these paths, parted by dots; a path ends where all below it is read. */
    public static Selection of(String... paths) {
        Map<String, Selection> fields = new TreeMap<>();
        for (String first :
                Arrays.stream(paths).map(Selection::first).distinct().toList()) {
            String[] below = Arrays.stream(paths)
                    .filter(path -> path.startsWith(first + "."))
                    .map(path -> path.substring(first.length() + 1))
                    .toArray(String[]::new);
            fields.put(first, below.length == 0 ? ALL : of(below));
        }
        return new Selection(Map.copyOf(fields));
    }

    private static String first(String path) {
        return path.replaceFirst("\\..*", "");
    }

    /** The selected fields of this one; null where it is not selected. */
    public @Nullable Selection below(String field) {
        return fields.isEmpty() ? ALL : fields.get(field);
    }

    /** Reads the value at which the parser stands. */
    public JsonNode read(JsonParser parser) throws IOException {
        if (fields.isEmpty()) {
            return JSON.readTree(parser);
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return readObject(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = JSON.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(read(parser));
            }
            return array;
        }
        return JSON.readTree(parser);
    }

    private ObjectNode readObject(JsonParser parser) throws IOException {
        ObjectNode object = JSON.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Selection below = fields.get(name);
            if (below == null) {
                parser.skipChildren();
            } else {
                object.set(name, below.read(parser));
            }
        }
        return object;
    }

    /** Reads a text; of an empty one, a node that is missing. */
    public JsonNode read(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            return parser.nextToken() == null ? MissingNode.getInstance() : read(parser);
        }
    }
}
