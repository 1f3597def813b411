package io.wideip.config.yaml;

import io.wideip.config.Region;
import io.wideip.config.section.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys that say which clients a region or a rule is for. */
final class RegionReader {
    static final List<String> KEYS = List.of("subnets", "continents", "countries", "subdivisions", "asns", "regions");

    private static final List<String> CONTINENTS = List.of("AF", "AN", "AS", "EU", "NA", "OC", "SA");
    /** Kosovo has no code of ISO, and XK in databases. */
    private static final String KOSOVO = "XK";

    private static final Pattern SUBDIVISION = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");
    private static final Pattern ASN = Pattern.compile("(?:AS)?([1-9][0-9]{0,9})");
    /** More are no topology that anybody has written by hand. */
    private static final int MOST_PARTS = 1_000;

    private static final long LAST_ASN = 0xffff_ffffL;

    private RegionReader() {}

    /**
     * Reads them.
     *
     * @param named gives the region that a value names; null where it reported a problem
     */
    static Region read(YamlSection section, Function<Value, @Nullable Region> named) {
        return read(section, named, not(section, named));
    }

    /** @param example after the keys, of which at least one has to be written */
    static void requireClients(YamlSection section, String what, String example) {
        if (KEYS.stream().noneMatch(section::has)) {
            section.missing(
                    KEYS.get(0),
                    what + ": write at least one of " + DidYouMean.listed(KEYS) + example,
                    KEYS.toArray(String[]::new));
        }
    }

    private static @Nullable Region not(YamlSection section, Function<Value, @Nullable Region> named) {
        YamlSection not = section.section("not");
        if (not == null) {
            return null;
        }
        requireClients(not, "'not' takes nobody out", "");
        return read(not, named, null);
    }

    private static Region read(YamlSection section, Function<Value, @Nullable Region> named, @Nullable Region not) {
        Region region = new Region(
                List.copyOf(each(section, "subnets", "subnet", Addresses::subnet)),
                each(section, "continents", "continent", RegionReader::continent),
                each(section, "countries", "country", RegionReader::country),
                each(section, "subdivisions", "subdivision", RegionReader::subdivision),
                each(section, "asns", "AS", RegionReader::asn),
                List.of(),
                not);
        Region built = region.with(named(section, named));
        if (built.parts() <= MOST_PARTS) {
            return built;
        }
        section.problem(
                "regions",
                "built of more than " + MOST_PARTS + " regions with a 'not', counted by each way to them: write a 'not'"
                        + " where it is needed only, and not on each region of others");
        return region;
    }

    /** Of two names the regions may be equal. */
    private static Collection<Region> named(YamlSection section, Function<Value, @Nullable Region> named) {
        Map<String, Region> regions = new LinkedHashMap<>();
        each(section, "regions", "region", value -> {
            Region region = named.apply(value);
            String name = value.text();
            if (region == null || name == null) {
                return null;
            }
            regions.putIfAbsent(name, region);
            return name;
        });
        return regions.values();
    }

    /** Of a list, or of a single value. */
    private static <T> Set<T> each(YamlSection section, String key, String kind, Function<Value, @Nullable T> reader) {
        Value value = section.value(key);
        List<Value> items = value == null ? List.of() : value.items();
        if (value != null && value.isList() && items.isEmpty()) {
            value.problem("'" + key + "' is empty: write at least one");
        }
        Names.Once once = new Names.Once(kind);
        List<T> read = new ArrayList<>();
        for (Value item : items) {
            T one = reader.apply(item);
            if (one != null && once.isFirst(one, item)) {
                read.add(one);
            }
        }
        return new LinkedHashSet<>(read);
    }

    private static @Nullable String continent(Value value) {
        return Scalars.choice(value, "continent", CONTINENTS);
    }

    private static @Nullable String country(Value value) {
        String text = value.text();
        if (text == null || isCountry(text)) {
            return text;
        }
        value.problem("no country has the code '" + DidYouMean.shortened(text)
                + "': write its ISO 3166-1 code of two capital letters, such as GB");
        return null;
    }

    private static boolean isCountry(String text) {
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(text) || text.equals(KOSOVO);
    }

    private static @Nullable String subdivision(Value value) {
        String text = value.text();
        if (text == null || SUBDIVISION.matcher(text).matches() && isCountry(text.substring(0, 2))) {
            return text;
        }
        value.problem(
                "'" + DidYouMean.shortened(text) + "' is no subdivision: write its ISO 3166-2 code, such as US-CA");
        return null;
    }

    private static @Nullable Long asn(Value value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        var matcher = ASN.matcher(text);
        if (matcher.matches() && Long.parseLong(matcher.group(1)) <= LAST_ASN) {
            return Long.valueOf(matcher.group(1));
        }
        value.problem("'" + DidYouMean.shortened(text)
                + "' is no number of an autonomous system: write one such as 64500 or AS64500");
        return null;
    }
}
