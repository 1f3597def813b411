package io.wideip.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wideip.app.admin.ErrorPage;
import io.wideip.app.admin.EventStream;
import io.wideip.app.admin.Pages.Page;
import io.wideip.app.admin.Role;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The API's description, in OpenAPI 3.1. It is made of the operations and their records, so it says what they do. */
final class OpenApi {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final RecordSchemas schemas = new RecordSchemas();
    private final ObjectNode paths;

    private OpenApi(String version) {
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Wideip")
                .put("version", version)
                .put("description", "What a server tells of itself, and what operators may order.");
        paths = root.putObject("paths");
    }

    static JsonNode of(List<Operation<?, ?>> operations, String version) {
        OpenApi description = new OpenApi(version);
        operations.forEach(description::add);
        description.root.putObject("components").set("schemas", description.schemas.all());
        return description.root;
    }

    private void add(Operation<?, ?> operation) {
        ObjectNode described = paths.withObjectProperty(Api.BASE + operation.path())
                .putObject(operation.method().toLowerCase(Locale.ROOT));
        described
                .put("operationId", id(operation))
                .put("summary", operation.summary())
                .put(
                        "description",
                        operation.role() == Role.READ ? "For whoever may read." : "For whoever may give orders.");
        ArrayNode parameters = described.putArray("parameters");
        PATH_PARAMETER
                .matcher(operation.path())
                .results()
                .forEach(match ->
                        parameters.add(parameter("path", match.group(1)).put("required", true)));
        operation
                .parameters()
                .forEach(
                        each -> parameters.add(parameter("query", each.name()).put("description", each.description())));
        if (operation.body() != Operation.None.class) {
            ObjectNode body = described.putObject("requestBody").put("required", true);
            body.set("content", json(operation.body()));
        }
        ObjectNode responses = described.putObject("responses");
        responses.putObject("200").put("description", "Done.").set("content", content(operation.result()));
        responses
                .putObject("default")
                .put("description", "Refused: what is wrong, and the mend.")
                .set("content", json(ErrorPage.class));
    }

    private static String id(Operation<?, ?> operation) {
        String words = operation.path().replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "-");
        return operation.method().toLowerCase(Locale.ROOT) + words;
    }

    private static ObjectNode parameter(String in, String name) {
        ObjectNode parameter =
                JsonNodeFactory.instance.objectNode().put("in", in).put("name", name);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private ObjectNode content(Class<?> type) {
        if (!EventStream.class.isAssignableFrom(type)) {
            return json(type);
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.putObject(EventStream.TYPE).putObject("schema").put("type", "string");
        return content;
    }

    private ObjectNode json(Class<?> type) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.putObject(Page.JSON).set("schema", schemas.of(type));
        return content;
    }
}
