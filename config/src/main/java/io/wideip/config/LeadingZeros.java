package io.wideip.config;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses with leading zeros. Some programs read such numbers as octal (RFC 6943, section 3.1.1): {@code 010.1.1.1} is 8.1.1.1
 * to them and 10.1.1.1 to others.
 */
public final class LeadingZeros {
    /** An address, and the length of a prefix behind it, anywhere in a text; but no part of a name. */
    private static final Pattern IPV4 =
            Pattern.compile("(?<![0-9A-Za-z.-])([0-9]+(?:\\.[0-9]+){3})(?![0-9A-Za-z.-])(?:/[0-9]+)?");

    private static final Pattern ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");
    /** Longer texts are something else. */
    private static final int LONGEST = 100;

    private LeadingZeros() {}

    /**
     * What is wrong with a text that has an address or a prefix in it, and the mend.
     *
     * @return null where no leading zeros are
     */
    public static @Nullable String problem(String written) {
        Matcher found = IPV4.matcher(written);
        if (written.length() > LONGEST || !found.find()) {
            return null;
        }
        String mended = ZEROS.matcher(found.group()).replaceAll("");
        if (mended.equals(found.group())
                || !isAddress(ZEROS.matcher(found.group(1)).replaceAll(""))) {
            return null;
        }
        return "'" + written + "' has leading zeros, which some programs read as octal numbers: write "
                + written.substring(0, found.start()) + mended + written.substring(found.end());
    }

    /**
     * Refuses such a text.
     *
     * @throws IllegalArgumentException with {@link #problem}
     */
    public static void requireNone(String written) {
        String problem = problem(written);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static boolean isAddress(String quad) {
        return Arrays.stream(quad.split("\\."))
                .allMatch(octet -> octet.length() <= 3 && Integer.parseInt(octet) <= 255);
    }
}
