package io.wideip.routes.check;

import io.wideip.config.DomainName;
import io.wideip.config.ProbeOptions;
import io.wideip.config.VipPorts;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Vocabulary;
import io.wideip.routes.Route;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From what is derived, and annotations over it, to a probe's options. */
final class ProbeValues {
    static final String PATH = "health-check-path";
    private static final String SCHEME = "health-check-scheme";
    private static final String PORT = "health-check-port";
    private static final String STATUS = "health-check-expected-status";
    private static final String VERIFY = "health-check-verify";
    /** What a check of the YAML has itself. */
    static final List<String> ANNOTATIONS = List.of(PATH, SCHEME, PORT, STATUS, VERIFY);

    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final String TLS = "tls";
    private static final int LAST_PORT = 65_535;

    private final Vocabulary.Probes probes;

    ProbeValues(Vocabulary.Probes probes) {
        this.probes = probes;
    }

    /**
     * A probe.
     *
     * @param label what it asks, for people
     * @param why it asks this
     */
    record Read(ProbeOptions probe, Map<String, Origin> origins, String label, String why) {}

    /** Null where nothing can be asked. */
    @Nullable
    Read read(Derivation derivation, Annotations annotations, DomainName wideIp, String admittedHost, VipPorts ports) {
        Route route = annotations.route();
        String path = path(annotations);
        String scheme = annotations.choice(SCHEME, List.of(HTTP, HTTPS, TLS));
        boolean asks = path != null || derivation.path() != null;
        String type = scheme == null ? type(route, derivation, path != null || annotations.has(STATUS)) : scheme;
        if (!asks && type.equals(HTTP)) {
            return null;
        }
        type = asks ? type : TLS;

        CheckValues values = new CheckValues();
        Origin origin = ProbeOrigin.ofRoute(route, "spec.tls");
        values.derive("port", Integer.toString(type.equals(HTTP) ? ports.http() : ports.https()), origin);
        Integer port = annotations.integer(PORT, 1, LAST_PORT);
        annotate(values, "port", port == null ? null : port.toString(), PORT, annotations);
        if (type.equals(TLS)) {
            refuse(PATH, type, annotations);
            refuse(STATUS, type, annotations);
        } else {
            values.derive("path", Objects.requireNonNullElse(derivation.path(), "/"), derivation.origin());
            annotate(values, "path", path, PATH, annotations);
            // Whoever names a path for checks means that it tells of health.
            values.derive(
                    "expect.status", path == null ? derivation.status() : Derivation.HEALTHY, derivation.origin());
            status(values, annotations);
        }
        if (type.equals(HTTP)) {
            refuse(VERIFY, type, annotations);
        } else {
            Boolean verify = annotations.flag(VERIFY);
            annotate(values, "verify", verify == null ? null : verify.toString(), VERIFY, annotations);
        }
        if (wideIp.isWildcard() && isName(admittedHost)) {
            values.derive(type.equals(TLS) ? "serverName" : "host", admittedHost, ProbeOrigin.ofRoute(route, "host"));
        }

        ProbeOptions probe = read(type, values, origin, annotations);
        Map<String, Origin> origins = values.origins();
        origins.put("type", scheme == null ? origin : Objects.requireNonNull(annotations.origin(SCHEME)));
        return new Read(probe, origins, label(type, values), why(type, derivation, path != null, TLS.equals(scheme)));
    }

    private static String type(Route route, Derivation derivation, boolean asksByAnnotation) {
        return switch (route.termination()) {
            case NONE -> HTTP;
            case EDGE, REENCRYPT -> HTTPS;
            case PASSTHROUGH -> derivation.tls() || asksByAnnotation ? HTTPS : TLS;
        };
    }

    private static String why(String type, Derivation derivation, boolean annotatedPath, boolean annotatedScheme) {
        if (type.equals(TLS)) {
            return annotatedScheme
                    ? "an annotation says so"
                    : "a handshake is all there is to ask: " + derivation.why();
        }
        return annotatedPath ? "an annotation gives the path" : derivation.why();
    }

    private static String label(String type, CheckValues values) {
        String asked = type + " :" + text(values, "port");
        return type.equals(TLS)
                ? asked
                : asked + " " + text(values, "path") + ", status " + text(values, "expect.status");
    }

    private static String text(CheckValues values, String key) {
        CheckValues.Given given = values.get(key);
        return given == null ? "" : String.join(", ", given.texts());
    }

    private static @Nullable String path(Annotations annotations) {
        String path = annotations.text(PATH);
        if (path == null || RequestPath.isRequest(path)) {
            return path;
        }
        annotations.refuse(PATH, path.startsWith("/") ? "write '#' as %23" : "write a path that begins with '/'");
        return null;
    }

    private static void status(CheckValues values, Annotations annotations) {
        String text = annotations.text(STATUS);
        if (text != null) {
            Origin origin = Objects.requireNonNull(annotations.origin(STATUS));
            values.annotate("expect.status", Arrays.asList(text.split(",", -1)), origin, STATUS);
        }
    }

    private static void annotate(
            CheckValues values, String key, @Nullable String text, String annotation, Annotations annotations) {
        Origin origin = annotations.origin(annotation);
        if (text != null && origin != null) {
            values.annotate(key, List.of(text), origin, annotation);
        }
    }

    private static void refuse(String annotation, String type, Annotations annotations) {
        if (annotations.has(annotation)) {
            annotations.refuse(annotation, "remove it: a check of type " + type + " has no use for it");
        }
    }

    private static boolean isName(String host) {
        try {
            DomainName name = DomainName.parse(host);
            return !name.isWildcard() && !name.equals(DomainName.ROOT);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What can't be read of annotations is a problem, and what was derived holds again. */
    private ProbeOptions read(String type, CheckValues values, Origin start, Annotations annotations) {
        Map<String, String> problems = new LinkedHashMap<>();
        ProbeOptions probe = probes.read(type, new CheckSection(values, start, problems));
        if (problems.isEmpty()) {
            return probe;
        }
        problems.forEach((key, what) -> {
            CheckValues.Given given = values.get(key);
            String annotation = given == null ? null : given.annotation();
            annotations.report(
                    annotation,
                    annotation == null ? what : "'" + annotations.fullName(annotation) + "': " + what,
                    RouteProblem.Reason.INVALID_ANNOTATION);
            values.withdraw(key);
        });
        return probes.read(type, new CheckSection(values, start, new LinkedHashMap<>()));
    }
}
