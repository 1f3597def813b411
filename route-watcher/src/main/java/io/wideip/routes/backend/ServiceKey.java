package io.wideip.routes.backend;

import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Service of a cluster. */
public record ServiceKey(String namespace, String name) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** The Route's heaviest backend; null where it has none, or one whose name is none, which must not become part of a URL. */
    static @Nullable ServiceKey of(Route route) {
        String namespace = route.key().namespace();
        // Of equal ones the first counts: max would give the last.
        String service = route.backends().stream()
                .sorted(Comparator.comparingInt(Backend::weight).reversed())
                .map(Backend::service)
                .findFirst()
                .orElse("");
        return isLabel(namespace) && isLabel(service) ? new ServiceKey(namespace, service) : null;
    }

    private static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
