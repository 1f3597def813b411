package io.wideip.config.reload;

import io.wideip.config.Catalog;
import io.wideip.config.yaml.Problem;
import java.util.List;

/** Hears what becomes of a changed directory. One call at a time, from the watching thread or from whoever reloads. */
public interface CatalogListener {
    /** The directory holds another catalog than before, or is free of problems again. */
    void accepted(Catalog catalog);

    /** The directory has problems, and other ones than before; the last accepted catalog stays. */
    void refused(List<Problem> problems);
}
