package io.wideip.prober.probe;

import io.wideip.config.ProbeOptions;
import io.wideip.config.section.Section;
import io.wideip.config.section.Vocabulary;
import java.util.List;
import java.util.function.Function;

/** The types of probes there are, in the order in which they are documented. */
public final class ProbeTypes implements Vocabulary.Probes {
    private record Entry(String type, Function<Section, Probe> reader) {}

    private static final List<Entry> CATALOGUE = List.of(
            new Entry(TcpProbe.TYPE, TcpProbe::read),
            new Entry(TlsProbe.TYPE, TlsProbe::read),
            new Entry(HttpProbe.TYPE, HttpProbe::read),
            new Entry(HttpsProbe.TYPE, HttpsProbe::read));

    @Override
    public List<String> names() {
        return CATALOGUE.stream().map(Entry::type).toList();
    }

    /** @throws IllegalArgumentException for a type that is not one of {@link #names} */
    @Override
    public ProbeOptions read(String type, Section section) {
        for (Entry entry : CATALOGUE) {
            if (entry.type.equals(type)) {
                return entry.reader.apply(section);
            }
        }
        throw new IllegalArgumentException("no type of probe: " + type);
    }
}
