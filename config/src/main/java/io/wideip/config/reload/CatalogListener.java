package io.wideip.config.reload;

import io.wideip.config.catalog.Merged;
import io.wideip.config.section.Problem;
import java.util.List;

/** Hears what becomes of a changed directory. One call at a time, from the watching thread or from whoever reloads. */
public interface CatalogListener {
    /**
     * The directory holds another catalog than before, or is free of problems again. If this throws, the catalog counts as refused
     * and comes again, at the next look first, then after longer and longer pauses, until it is put to use or the directory changes.
     */
    void accepted(Merged merged);

    /** The directory holds the same catalog as before, and some of it stands at another place. */
    void moved(Merged merged);

    /** The directory has problems, and other ones than before; the last accepted catalog stays. */
    void refused(List<Problem> problems);
}
