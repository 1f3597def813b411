package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of all zones: which of them another name lies in. Names are in wire form, an octet a character. Immutable. */
final class Apexes {
    private final Set<String> apexes;

    /** @param wireNames in lower case */
    Apexes(Collection<byte[]> wireNames) {
        apexes = wireNames.stream().map(Apexes::text).collect(Collectors.toUnmodifiableSet());
    }

    /** The longest zone's name that this name is at or below, or null. */
    @Nullable
    String nearest(String name) {
        for (String at = name; ; at = parent(at)) {
            if (apexes.contains(at)) {
                return at;
            }
            if (at.length() == 1) {
                return null;
            }
        }
    }

    /** True where the name is the zone's own to answer, and not that of one below it. */
    boolean holds(byte[] apex, byte[] lowerName) {
        return text(apex).equals(nearest(text(lowerName)));
    }

    /** True where that goes for every name below it, too. */
    boolean holdsAllBelow(byte[] apex, byte[] lowerName) {
        return holds(apex, lowerName)
                && apexes.stream()
                        .noneMatch(other -> other.length() > lowerName.length && isAtOrBelow(other, text(lowerName)));
    }

    static boolean isAtOrBelow(byte[] lowerName, byte[] ancestor) {
        return isAtOrBelow(text(lowerName), text(ancestor));
    }

    private static boolean isAtOrBelow(String name, String ancestor) {
        String at = name;
        while (at.length() > ancestor.length()) {
            at = parent(at);
        }
        return at.equals(ancestor);
    }

    static String parent(String name) {
        return name.substring(name.charAt(0) + 1);
    }

    static String text(byte[] wire) {
        return new String(wire, StandardCharsets.ISO_8859_1);
    }

    /** The octets of a text that {@link #text} has made. */
    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static DomainName name(String text) {
        return DomainName.ofWire(octets(text));
    }
}
