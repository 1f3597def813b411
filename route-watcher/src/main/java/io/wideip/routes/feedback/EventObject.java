package io.wideip.routes.feedback;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An Event as Kubernetes writes it: of the older kind, which every {@code oc} and {@code kubectl} shows with its time. */
final class EventObject {
    private static final String COMPONENT = "wideip";

    private EventObject() {}

    static Event of(RouteEvent event, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(event.name())
                .withNamespace(event.route().namespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("route.openshift.io/v1")
                .withKind("Route")
                .withNamespace(event.route().namespace())
                .withName(event.route().name())
                .withUid(event.uid())
                .endInvolvedObject()
                .withType(event.warning() ? "Warning" : "Normal")
                .withReason(event.reason())
                .withMessage(event.text())
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .build();
    }
}
