package io.wideip.config.review;

import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Warning;
import io.wideip.config.section.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The warnings of one review: of each code the first few, and how many more there are. */
final class Findings {
    private static final int MOST_OF_A_CODE = 20;
    private static final Comparator<Warning> BY_PLACE = Comparator.comparing(
                    Warning::origin, Comparator.comparing(Findings::file).thenComparingInt(Findings::line))
            .thenComparing(Warning::toString);

    private final Set<WarningCode> ignored;
    private final Map<WarningCode, List<Warning>> found = new EnumMap<>(WarningCode.class);
    private final Map<WarningCode, Integer> further = new EnumMap<>(WarningCode.class);

    Findings(Merged merged) {
        ignored = merged.ignoredWarnings();
    }

    void add(Warning warning) {
        add(warning.code(), warning::origin, warning.what());
    }

    /** @param origin asked for where the warning is kept; it gives null where nothing was written */
    void add(WarningCode code, Supplier<@Nullable Origin> origin, String what) {
        if (ignored.contains(code)) {
            return;
        }
        List<Warning> ofCode = found.computeIfAbsent(code, any -> new ArrayList<>());
        if (ofCode.size() == MOST_OF_A_CODE) {
            further.merge(code, 1, Integer::sum);
            return;
        }
        Origin place = origin.get();
        if (place != null) {
            ofCode.add(new Warning(code, place, what));
        }
    }

    List<Warning> sorted() {
        List<Warning> sorted = new ArrayList<>();
        found.forEach((code, warnings) -> {
            List<Warning> ofCode = new ArrayList<>(warnings);
            ofCode.sort(BY_PLACE);
            Integer more = further.get(code);
            if (more != null) {
                Warning last = ofCode.get(ofCode.size() - 1);
                ofCode.add(new Warning(code, last.origin(), "and " + more + " more like this"));
            }
            sorted.addAll(ofCode);
        });
        // The sort is stable: what counts the rest stays behind those of its code at the same place.
        sorted.sort(Comparator.comparing(
                Warning::origin, Comparator.comparing(Findings::file).thenComparingInt(Findings::line)));
        return List.copyOf(sorted);
    }

    private static String file(Origin origin) {
        return origin instanceof Place place ? place.file() : origin.toString();
    }

    private static int line(Origin origin) {
        return origin instanceof Place place ? place.line() : 0;
    }
}
