package io.wideip.config.section;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The mend for a word that is not known. */
public final class DidYouMean {
    private static final int LISTED = 12;
    private static final int LONGEST_SHOWN = 80;

    private DidYouMean() {}

    /** {@code unknown VIP 'ltm-esat': did you mean 'ltm-east'?}, or with the words there are. */
    public static String unknown(String kind, String written, Collection<String> known) {
        return unknown(kind, written, known, known);
    }

    /**
     * As above, with fewer words to guess from than there are.
     *
     * @param likely those that may be meant
     */
    public static String unknown(String kind, String written, Collection<String> likely, Collection<String> known) {
        String start = "unknown " + kind + " '" + shortened(written) + "': ";
        String near = nearest(written, likely);
        if (near != null) {
            return start + "did you mean '" + near + "'?";
        }
        if (known.isEmpty()) {
            return start + "there is none";
        }
        return start + (known.size() == 1 ? "there is only " : "there are ") + listed(known);
    }

    /** The first few, in the order given. */
    public static String listed(Collection<String> words) {
        List<String> few = new ArrayList<>();
        for (String word : words) {
            if (few.size() == LISTED) {
                return String.join(", ", few) + " and " + (words.size() - LISTED) + " more";
            }
            few.add(word);
        }
        return String.join(", ", few);
    }

    public static String shortened(String written) {
        return written.length() <= LONGEST_SHOWN ? written : written.substring(0, LONGEST_SHOWN) + "…";
    }

    /** The word that takes the fewest edits, at most one for each three letters and one more; letter case is free. */
    public static @Nullable String nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST_SHOWN) {
            return null;
        }
        String lower = written.toLowerCase(Locale.ROOT);
        int fewest = lower.length() / 3 + 2;
        String nearest = null;
        for (String word : known) {
            if (Math.abs(word.length() - lower.length()) < fewest) {
                int edits = edits(lower, word.toLowerCase(Locale.ROOT));
                if (edits < fewest) {
                    fewest = edits;
                    nearest = word;
                }
            }
        }
        return nearest;
    }

    /** Optimal string alignment: inserting, deleting, changing a letter, or swapping two neighbours is one edit. */
    private static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
