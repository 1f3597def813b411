package io.wideip.config.yaml;

import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The problems of one load. Keeps the first ones by place and counts the others, so that a broken file costs little memory. */
final class Problems {
    static final int SHOWN = 100;
    /** Characters of one text: the longest of our own have some 300, but what was written may be in it. */
    static final int LONGEST = 1_000;

    private static final Comparator<Place> BY_PLACE =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    // One more than is shown, to know the place where the rest begins.
    private final TreeSet<Problem> first =
            new TreeSet<>(Comparator.comparing(Problem::place, BY_PLACE).thenComparing(Problem::what));
    private long leftOut;
    private long added;

    void add(Place place, String what) {
        add(place, () -> what);
    }

    /** The text is made only where it will be shown: a did-you-mean over thousands of names is not free. */
    void add(Place place, Supplier<String> what) {
        added++;
        if (first.size() > SHOWN && BY_PLACE.compare(place, first.last().place()) > 0) {
            leftOut++;
            return;
        }
        // An alias shows one node in two roles, and so may show one problem twice: the set keeps one.
        if (first.add(new Problem(place, oneLine(what.get()))) && first.size() > SHOWN + 1) {
            first.pollLast();
            leftOut++;
        }
    }

    void addAll(Problems others) {
        others.first.forEach(problem -> add(problem.place(), problem.what()));
        leftOut += others.leftOut;
    }

    /** How often one was added, whether it will be shown or not. */
    long added() {
        return added;
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    List<Problem> sorted() {
        List<Problem> sorted = new ArrayList<>(first);
        if (sorted.size() > SHOWN) {
            Problem rest = sorted.remove(SHOWN);
            sorted.add(new Problem(rest.place(), "and " + (leftOut + 1) + " more problems from here on"));
        }
        return sorted;
    }

    /** What was written may hold line ends and control characters; a problem is one line. */
    private static String oneLine(String what) {
        StringBuilder line = new StringBuilder();
        what.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return what.codePointCount(0, what.length()) > LONGEST
                ? line.append('…').toString()
                : line.toString();
    }
}
