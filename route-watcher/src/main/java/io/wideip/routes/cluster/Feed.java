package io.wideip.routes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.routes.json.Selection;

/** One kind of objects of a cluster, and who hears of them. Called by one thread at a time. */
interface Feed {
    /** For people: {@code Routes}. */
    String name();

    /** Of the collection below the API server. */
    String path();

    /** Of labels; empty for all. */
    String selector();

    /** What is read of each object. */
    Selection selection();

    /** A list begins. */
    void begin();

    /**
     * An object of this list.
     *
     * @throws ApiException where the list is not to be read on
     */
    void listed(JsonNode object) throws ApiException;

    /** The list is complete. */
    void completed();

    /** An object is new or otherwise. */
    void changed(JsonNode object);

    void deleted(JsonNode object);
}
