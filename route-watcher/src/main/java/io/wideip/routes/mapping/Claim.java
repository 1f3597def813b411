package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteKey;
import java.util.List;

/**
 * That a Route may have a name, and asks for it.
 *
 * @param isByHost whether a router admitted the name; else only an annotation asks for it
 * @param reaches at least one
 */
record Claim(KnownRoute known, DomainName name, boolean isByHost, List<Reach> reaches) {
    RouteKey key() {
        return known.route().key();
    }

    String namespace() {
        return key().namespace();
    }
}
