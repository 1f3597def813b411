package io.wideip.prober.probe;

import io.wideip.config.section.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which HTTP statuses are expected.
 *
 * @param ranges in order, none touching the next, so that equal sets of statuses are equal
 */
record StatusRanges(List<Range> ranges) {
    static final StatusRanges DEFAULT = of(new Range(200, 299));
    private static final Pattern WRITTEN = Pattern.compile("([2-5]\\d\\d)(?:\\s*-\\s*([2-5]\\d\\d))?");

    /** Both ends included. */
    record Range(int from, int to) {
        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    StatusRanges {
        List<Range> merged = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingInt(Range::from)).toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && range.from <= merged.get(last).to + 1) {
                merged.set(last, new Range(merged.get(last).from, Math.max(merged.get(last).to, range.to)));
            } else {
                merged.add(range);
            }
        }
        ranges = List.copyOf(merged);
    }

    static StatusRanges of(Range... ranges) {
        return new StatusRanges(List.of(ranges));
    }

    /** Reads one status, one range or a list of them; the default where there is none that can be read. */
    static StatusRanges read(Section section, String key) {
        List<Range> ranges = new ArrayList<>();
        for (String text : section.texts(key)) {
            Matcher matcher = WRITTEN.matcher(text.strip());
            if (!matcher.matches()) {
                section.problem(key, "'" + text + "' is no status: write one such as 200, or a range such as 200-299");
                continue;
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (from > to) {
                section.problem(key, "the range " + text + " is empty: write " + to + "-" + from);
                continue;
            }
            ranges.add(new Range(from, to));
        }
        return ranges.isEmpty() ? DEFAULT : new StatusRanges(ranges);
    }

    boolean contains(int status) {
        return ranges.stream().anyMatch(range -> range.from <= status && status <= range.to);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
