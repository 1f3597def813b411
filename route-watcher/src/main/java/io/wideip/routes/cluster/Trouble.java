package io.wideip.routes.cluster;

import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;

/** Logs each kind of failure once, and once that all is well again. Belongs to one thread. */
final class Trouble {
    private final String cluster;
    private final String what;
    private final Logger log;
    private final Set<Failure> told = EnumSet.noneOf(Failure.class);

    Trouble(String cluster, String what, Logger log) {
        this.cluster = cluster;
        this.what = what;
        this.log = log;
    }

    void begins(ApiException e) {
        if (told.add(e.failure())) {
            log.warn("cluster {}: its {} can't be followed, what is known stays: {}", cluster, what, e.text());
        }
    }

    void ends() {
        if (!told.isEmpty()) {
            told.clear();
            log.info("cluster {}: its {} are followed again", cluster, what);
        }
    }
}
