package io.wideip.routes.mapping;

import io.wideip.routes.Admission;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Route on a line: {@code east-1 shop/web .tls=passthrough weight=20}. What begins with a dot is the Route's own, the rest are
 * annotations. Where it says nothing else, its host is {@code shop.apps.example.com}, the router {@code default} admits it, and
 * it is enabled. A second status after {@code then} comes later.
 */
final class RouteLine {
    private static final String HOST = "shop.apps.example.com";
    private static final Pattern WORD = Pattern.compile("([^ =]+)(?:=(\"[^\"]*\"|[^ ]*))?");

    private static final Pattern BACKEND = Pattern.compile("(\\w+):(\\d+)");

    private RouteLine() {}

    static KnownRoute read(String line) {
        String[] words = line.split(" ", 3);
        String[] name = words[1].split("/", 2);
        Map<String, String> own = new TreeMap<>(Map.of("host", HOST, "to", "web:100", "tls", "edge", "created", "0"));
        Map<String, String> annotations = new TreeMap<>(Map.of("wideip.io/enabled", "true"));
        Matcher matcher = WORD.matcher(words.length == 3 ? words[2] : "");
        while (matcher.find()) {
            String key = matcher.group(1).translateEscapes();
            String value = matcher.group(2) == null
                    ? ""
                    : matcher.group(2).replace("\"", "").translateEscapes();
            if (key.startsWith(".")) {
                own.put(key.substring(1), value);
            } else {
                annotations.put("wideip.io/" + key, value);
            }
        }
        RouteKey routeKey = new RouteKey(words[0], name[0], name[1]);
        Map<String, String> labels = own.containsKey("tier") ? Map.of("tier", own.getOrDefault("tier", "")) : Map.of();
        List<Admission> before = List.of();
        String status = own.getOrDefault("status", "default:" + own.get("host") + ":True");
        Route now = route(routeKey, own, annotations, "");
        for (String each : status.split(">", -1)) {
            now = route(routeKey, own, annotations, each);
            before = KnownRoute.of(new KnownRoute(now, before, labels), now).admissions();
        }
        return new KnownRoute(now, before, labels);
    }

    private static Route route(RouteKey key, Map<String, String> own, Map<String, String> annotations, String status) {
        return new Route(
                key,
                "uid",
                Instant.ofEpochSecond(Long.parseLong(own.getOrDefault("created", "0"))),
                own.containsKey("deleting"),
                annotations,
                own.getOrDefault("host", ""),
                own.getOrDefault("subdomain", ""),
                own.getOrDefault("path", ""),
                own.containsKey("wildcard"),
                Termination.valueOf(own.getOrDefault("tls", "").toUpperCase(Locale.ROOT)),
                null,
                backends(own.getOrDefault("to", "")),
                ingress(status));
    }

    private static List<Backend> backends(String written) {
        List<Backend> backends = new ArrayList<>();
        Matcher matcher = BACKEND.matcher(written);
        while (matcher.find()) {
            backends.add(new Backend(matcher.group(1), Integer.parseInt(matcher.group(2))));
        }
        return backends;
    }

    private static List<Ingress> ingress(String written) {
        return Arrays.stream(written.split(",", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split(":", -1))
                .map(each -> new Ingress(each[0], each[1], admitted(each[2])))
                .toList();
    }

    private static @Nullable Boolean admitted(String written) {
        return written.equals("?") ? null : Boolean.valueOf(written);
    }
}
