package io.wideip.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a zone's cluster-specific names are made: by {@code {label}--{cluster}} that of {@code shop.apps.example.com} in the cluster
 * {@code east} is {@code shop--east.apps.example.com}. A name is taken apart again by {@link #next}, without an allocation. Immutable.
 */
public final class ClusterNamePattern {
    private static final Pattern FORM =
            Pattern.compile("((?:[a-z0-9_][a-z0-9_-]*)?)(\\{label}|\\{cluster})([a-z0-9_-]+)(\\{label}|\\{cluster})"
                    + "((?:[a-z0-9_-]*[a-z0-9_])?)");
    private static final int LONGEST_LABEL = 63;

    /** What holds where a zone says nothing. */
    public static final ClusterNamePattern STANDARD = parse("{label}--{cluster}");

    private final String text;
    private final boolean isLabelFirst;
    private final byte[] before;
    private final byte[] between;
    private final byte[] behind;

    private ClusterNamePattern(String text, boolean isLabelFirst, Matcher parts) {
        this.text = text;
        this.isLabelFirst = isLabelFirst;
        before = parts.group(1).getBytes(StandardCharsets.US_ASCII);
        between = parts.group(3).getBytes(StandardCharsets.US_ASCII);
        behind = parts.group(5).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it makes no labels, or such as can't be taken apart again; with a message for people
     */
    public static ClusterNamePattern parse(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || parts.group(2).equals(parts.group(4))) {
            throw new IllegalArgumentException(
                    "write {label} and {cluster} once each, letters, digits, '-' or '_' between"
                            + " them, and neither a '-' at an end nor a '.', such as {label}--{cluster}");
        }
        // Each placeholder stands for one character at least.
        int least = text.length() - "{label}{cluster}".length() + 2;
        if (least > LONGEST_LABEL) {
            throw new IllegalArgumentException("makes labels of " + least + " characters and more, above the "
                    + LONGEST_LABEL + " of a label: shorten it");
        }
        return new ClusterNamePattern(text, parts.group(2).equals("{label}"), parts);
    }

    /** The name of a wide IP in a cluster; null where it would be too long. */
    public @Nullable DomainName of(DomainName wideIp, String cluster) {
        String name = wideIp.text();
        int dot = name.indexOf('.');
        String label = dot < 0 ? name : name.substring(0, dot);
        String made = text.replace("{label}", label).replace("{cluster}", cluster.toLowerCase(Locale.ROOT));
        try {
            return new DomainName(dot < 0 ? made : made + name.substring(dot));
        } catch (IllegalArgumentException tooLong) {
            return null;
        }
    }

    /**
     * Where what is between label and cluster begins, in a label that may have been made so; -1 where there is no further place. The
     * cluster may have the same in its name, so the places come in the order that begins with the shortest cluster.
     *
     * @param lower the octets of the label, without its length, from here to there, in lower case
     * @param last the place before, or -1 for the first
     */
    public int next(byte[] lower, int from, int to, int last) {
        if (last < 0 && !(has(before, lower, from, to) && has(behind, lower, to - behind.length, to))) {
            return -1;
        }
        int first = from + before.length + 1;
        int end = to - behind.length - 1 - between.length;
        int step = isLabelFirst ? -1 : 1;
        int at = last < 0 ? isLabelFirst ? end : first : last + step;
        for (; at >= first && at <= end; at += step) {
            if (has(between, lower, at, to)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean has(byte[] part, byte[] lower, int at, int to) {
        if (at < 0 || at + part.length > to) {
            return false;
        }
        for (int i = 0; i < part.length; i++) {
            if (lower[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the wide IP's label begins, in a label that is parted at a place that {@link #next} gave. */
    public int labelFrom(int from, int place) {
        return isLabelFirst ? from + before.length : place + between.length;
    }

    /** Where it ends. */
    public int labelTo(int to, int place) {
        return isLabelFirst ? place : to - behind.length;
    }

    /** Where the cluster begins. */
    public int clusterFrom(int from, int place) {
        return isLabelFirst ? place + between.length : from + before.length;
    }

    /** Where it ends. */
    public int clusterTo(int to, int place) {
        return isLabelFirst ? to - behind.length : place;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClusterNamePattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }
}
