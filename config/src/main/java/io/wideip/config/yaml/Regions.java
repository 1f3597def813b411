package io.wideip.config.yaml;

import io.wideip.config.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The section {@code regions}: they may be built of each other in any order, but not in a circle. */
final class Regions {
    private final Names<YamlSection> written;
    private final Map<String, Region> read = new HashMap<>();
    /** Those that are being read, the outermost first. */
    private final Set<String> open = new LinkedHashSet<>();

    private Regions(Names<YamlSection> written) {
        this.written = written;
    }

    static Regions read(YamlSection section) {
        Regions regions = new Regions(Names.read("region", section, entry -> entry));
        regions.written.values().keySet().forEach(regions::region);
        return regions;
    }

    /** The region that a value names; null where it is none, or broken. */
    @Nullable
    Region find(Value reference) {
        String name = written.find(reference);
        if (name != null && open.contains(name)) {
            List<String> circle = new ArrayList<>(open);
            circle = circle.subList(circle.indexOf(name), circle.size());
            reference.problem("the region '" + name + "' is built of itself (" + String.join(" of ", circle) + " of "
                    + name + "): take one out of the other");
            return null;
        }
        return name == null ? null : region(name);
    }

    private @Nullable Region region(String name) {
        Region known = read.get(name);
        YamlSection section = written.get(name);
        if (known != null || section == null) {
            return known;
        }
        open.add(name);
        RegionReader.requireClients(section, "the region '" + name + "' holds nobody", "");
        Region region = RegionReader.read(section, this::find);
        open.remove(name);
        read.put(name, region);
        return region;
    }
}
