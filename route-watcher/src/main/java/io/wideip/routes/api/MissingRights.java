package io.wideip.routes.api;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The namespaces in which a right is missing, told in one line however many they are. Not thread-safe. */
public final class MissingRights {
    private static final Logger log = LoggerFactory.getLogger(MissingRights.class);

    private final String cluster;
    private final String right;
    private final String mend;
    private final Set<String> namespaces = new HashSet<>();

    /**
     * Of one right in one cluster.
     *
     * @param right what may not be done, for people
     * @param mend what is lost by it, and how it is given
     */
    public MissingRights(String cluster, String right, String mend) {
        this.cluster = cluster;
        this.right = right;
        this.mend = mend;
    }

    public void missing(String namespace) {
        if (namespaces.isEmpty()) {
            log.warn("cluster {}: there is no right to {} in namespace {}: {}", cluster, right, namespace, mend);
        }
        namespaces.add(namespace);
    }

    public void given(String namespace) {
        if (namespaces.remove(namespace) && namespaces.isEmpty()) {
            log.info("cluster {}: the right to {} is there", cluster, right);
        }
    }
}
