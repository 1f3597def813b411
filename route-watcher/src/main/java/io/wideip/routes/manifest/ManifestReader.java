package io.wideip.routes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.config.Cluster;
import io.wideip.config.Glob;
import io.wideip.config.LabelSelector;
import io.wideip.config.files.FileReading;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.routes.HeapLimit;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.VisibleText;
import io.wideip.routes.json.RouteReader;
import io.wideip.routes.json.Selection;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the Routes of manifests: YAML or JSON, several documents in a file, lists of objects. They count as admitted by the router
 * {@code default} unless they have a status. Objects of other kinds are passed over. Never throws for what it reads. Immutable.
 */
public final class ManifestReader {
    private static final String ROUTER = "default";
    private static final String GROUP = "route.openshift.io/";
    private static final int LARGEST = HeapLimit.manifest();
    private static final int MOST_ROUTES = HeapLimit.routes();
    private static final int DEEPEST = 50;
    private static final int MOST_PROBLEMS = 100;
    /** RFC 1123, as the API has it. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern ESCAPED_SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\/");
    private static final Set<Tag> TEXTS = Set.of(Tag.STR, Tag.TIMESTAMP);
    private static final Selection SELECTION = selection();

    private final String cluster;
    private final Path directory;
    private final List<Glob> namespaces;
    private final LabelSelector selector;
    private final RouteReader reader;

    /**
     * Makes a reader that has not read yet.
     *
     * @param cluster whose Routes these are; what it says of namespaces and labels applies
     * @param annotationPrefix without its slash
     */
    public ManifestReader(Cluster cluster, Path directory, String annotationPrefix) {
        this.cluster = cluster.name();
        this.directory = directory;
        namespaces = cluster.namespaces();
        selector = LabelSelector.parse(cluster.selector() == null ? "" : cluster.selector());
        reader = new RouteReader(annotationPrefix);
    }

    private static Selection selection() {
        Map<String, Selection> fields = new HashMap<>(RouteReader.SELECTION.fields());
        Map<String, Selection> metadata = new HashMap<>(RouteReader.SELECTION
                .fields()
                .getOrDefault("metadata", Selection.ALL)
                .fields());
        metadata.put("labels", Selection.ALL);
        fields.put("metadata", new Selection(Map.copyOf(metadata)));
        return new Selection(Map.copyOf(fields));
    }

    /** What one reading has found. */
    private static final class Found {
        private final Map<RouteKey, Route> routes = new TreeMap<>();
        private final Map<RouteKey, Place> places = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();

        void add(Place place, String what) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new Problem(place, what));
            }
        }
    }

    /** All enabled Routes, or every problem. */
    public FileReading<List<Route>, List<Problem>> read() {
        return read(() -> {});
    }

    /** @param whenRead runs once the files are read */
    FileReading<List<Route>, List<Problem>> read(Runnable whenRead) {
        Found found = new Found();
        try {
            for (Path file : ManifestFiles.list(directory).keySet()) {
                read(file, found);
            }
        } catch (IOException e) {
            found.add(new Place(directory.toString(), 1, 1), "cannot read the directory: " + e.getMessage());
        }
        whenRead.run();
        return found.problems.isEmpty()
                ? new FileReading.Good<>(List.copyOf(found.routes.values()))
                : new FileReading.Bad<>(List.copyOf(found.problems));
    }

    private void read(Path file, Found found) {
        Place start = new Place(file.toString(), 1, 1);
        try {
            if (Files.size(file) > LARGEST) {
                found.add(
                        start,
                        "a file of " + Files.size(file) + " bytes: at most " + LARGEST
                                + " are read with this heap, split it or give the JVM" + " more memory (-Xmx)");
                return;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            String yaml = file.toString().endsWith(".json") ? yaml(text) : text;
            for (Node document : composer().composeAll(new StringReader(yaml))) {
                readObject(document, file, found);
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            found.add(
                    mark == null ? start : place(file, mark),
                    "this is no YAML: " + VisibleText.quoted(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            found.add(start, "this is no YAML: " + VisibleText.quoted(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            found.add(start, "cannot read the file: " + e);
        }
    }

    /** JSON has two things that this reader of YAML does not know: tabs as white space, and a slash that is escaped. */
    private static String yaml(String json) {
        return ESCAPED_SLASH.matcher(json.replace('\t', ' ')).replaceAll("$1/");
    }

    private static Yaml composer() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        // The composer writes none of them out, and ManifestNodes has a bound.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return new Yaml(options);
    }

    private static Place place(Path file, Mark mark) {
        return new Place(file.toString(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Lists in lists are as deep as the file, which is bounded. */
    private void readObject(Node object, Path file, Found found) {
        String kind = ManifestNodes.text(object, "kind");
        String version = ManifestNodes.text(object, "apiVersion");
        if (kind.equals("List") || kind.equals("RouteList") && version.startsWith(GROUP)) {
            if (ManifestNodes.find(object, "items") instanceof SequenceNode items) {
                items.getValue().forEach(item -> readItem(item, kind.equals("RouteList"), file, found));
            }
        } else if (kind.equals("Route") && version.startsWith(GROUP)) {
            readRoute(object, file, found);
        }
    }

    /** The items of a list of one kind need not name it. */
    private void readItem(Node item, boolean isRoute, Path file, Found found) {
        if (isRoute) {
            readRoute(item, file, found);
        } else {
            readObject(item, file, found);
        }
    }

    private void readRoute(Node node, Path file, Found found) {
        Place place = place(file, node.getStartMark());
        try {
            JsonNode object = ManifestNodes.read(node, SELECTION);
            Route route = reader.read(cluster, object);
            if (route == null) {
                found.add(place, "a Route without a name: write metadata.name");
            } else if (reader.isEnabled(route) && isSelected(route, object)) {
                add(admitted(route), node, file, found);
            }
        } catch (ManifestNodes.Excess e) {
            found.add(place, String.valueOf(e.getMessage()));
        }
    }

    private boolean isSelected(Route route, JsonNode object) {
        Map<String, String> labels = new HashMap<>();
        object.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText("")));
        String namespace = route.key().namespace();
        return selector.matches(labels)
                && (namespaces.isEmpty() || namespaces.stream().anyMatch(glob -> glob.matches(namespace)));
    }

    private static Route admitted(Route route) {
        return route.ingress().isEmpty()
                ? new Route(
                        route.key(),
                        route.uid(),
                        route.created(),
                        route.deleting(),
                        route.annotations(),
                        route.host(),
                        route.subdomain(),
                        route.path(),
                        route.wildcard(),
                        route.termination(),
                        route.targetPort(),
                        route.backends(),
                        List.of(new Ingress(ROUTER, route.host(), true)))
                : route;
    }

    private void add(Route route, Node node, Path file, Found found) {
        Place place = place(file, node.getStartMark());
        RouteKey key = route.key();
        String fault = fault(key);
        if (fault != null) {
            found.add(place, fault);
            return;
        }
        addAnnotationsThatAreNoTexts(node, file, found);
        Place before = found.places.putIfAbsent(key, place);
        if (before == null && found.routes.size() >= MOST_ROUTES) {
            found.add(
                    place,
                    "more than " + MOST_ROUTES + " Routes opt in, and this heap has no room for more: give the JVM more"
                            + " memory (-Xmx)");
        } else if (before == null) {
            found.routes.put(key, route);
        } else {
            found.add(
                    place,
                    "the Route " + key.namespace() + "/" + key.name() + " is given twice: keep one, the other is at "
                            + before);
        }
    }

    private static @Nullable String fault(RouteKey key) {
        if (key.namespace().isEmpty()) {
            return "the Route " + VisibleText.quoted(key.name()) + " has no namespace: write metadata.namespace";
        }
        if (!NAMESPACE.matcher(key.namespace()).matches()) {
            return VisibleText.quoted(key.namespace()) + " is no name of a namespace: write letters, digits and '-'";
        }
        return NAME.matcher(key.name()).matches()
                ? null
                : VisibleText.quoted(key.name()) + " is no name of a Route: write letters, digits, '-' and '.'";
    }

    /** An API server refuses such a manifest. */
    private static void addAnnotationsThatAreNoTexts(Node route, Path file, Found found) {
        Node annotations = ManifestNodes.find(ManifestNodes.find(route, "metadata"), "annotations");
        if (annotations instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                Node value = tuple.getValueNode();
                if (!(value instanceof ScalarNode) || !TEXTS.contains(value.getTag())) {
                    found.add(
                            place(file, value.getStartMark()),
                            "the value of an annotation is a text for Kubernetes: write it in quotes"
                                    + (value instanceof ScalarNode scalar
                                            ? ", \"" + VisibleText.shown(scalar.getValue()) + "\""
                                            : ""));
                }
            }
        }
    }
}
