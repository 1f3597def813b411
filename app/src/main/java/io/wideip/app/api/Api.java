package io.wideip.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.admin.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All operations, found by path and method. Immutable. */
public final class Api implements Service {
    /** What the paths of all operations begin with. */
    public static final String BASE = "/api/v1";

    private final List<OperationAction<?, ?>> actions;

    /** These operations, and their description. */
    public Api(List<Operation<?, ?>> operations, String version) {
        List<Operation<?, ?>> all = new ArrayList<>(operations);
        all.add(Operation.get("/openapi.json", "This description.", JsonNode.class, call -> OpenApi.of(all, version)));
        actions = all.stream().<OperationAction<?, ?>>map(OperationAction::new).toList();
    }

    @Override
    public String prefix() {
        return "/api/";
    }

    @Override
    public SortedMap<String, Action> at(String path) {
        SortedMap<String, Action> found = new TreeMap<>();
        for (OperationAction<?, ?> each : actions) {
            if (each.isAt(path)) {
                found.put(each.method(), each);
            }
        }
        return found;
    }
}
