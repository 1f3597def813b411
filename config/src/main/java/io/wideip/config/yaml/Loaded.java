package io.wideip.config.yaml;

import io.wideip.config.Catalog;
import io.wideip.config.catalog.Merged;
import io.wideip.config.section.Problem;
import java.util.List;

/** What came of loading a directory: a catalog without any problem, or the problems and no catalog. */
public sealed interface Loaded {
    /**
     * The catalog is whole: every reference in it is resolved.
     *
     * @param merged the one part that was read, without refusals
     */
    record Good(Merged merged) implements Loaded {
        public Catalog catalog() {
            return merged.catalog();
        }
    }

    /**
     * Every problem at once.
     *
     * @param problems at least one, sorted by file, line and column; beyond the first hundred the last one only says how many
     *     more there are
     */
    record Bad(List<Problem> problems) implements Loaded {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
