package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.dns.geo.Location;
import java.util.List;

/**
 * Each answer is drawn by weight among those available; the weight of those that are not is shared by the others in
 * proportion. Weight 0 stands by: it is drawn only where nothing with a weight is available.
 *
 * <pre>
 * a:80 b:20 c:0    share of a, b, c
 * up   up   up     80%  20%   0%
 * down up   up      0% 100%   0%
 * down down up      0%   0% 100%
 * down down down   nobody
 * </pre>
 */
record Weighted() implements Policy {
    static final String NAME = "weighted";

    static Weighted read(Section section) {
        return new Weighted();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean readsWeights() {
        return true;
    }

    @Override
    public Choice choose(List<Candidate> candidates, List<Location> locations) {
        List<Candidate> drawable = Policy.weighable(candidates);
        return drawable.isEmpty() ? new Choice.Nobody() : new Choice.Draw(drawable);
    }
}
