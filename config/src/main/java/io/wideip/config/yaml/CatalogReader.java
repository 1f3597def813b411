package io.wideip.config.yaml;

import io.wideip.config.Catalog;
import io.wideip.config.Datacenter;
import io.wideip.config.HealthCheck;
import io.wideip.config.Pool;
import io.wideip.config.ServerOptions;
import io.wideip.config.TopologyRule;
import io.wideip.config.Vip;
import io.wideip.config.section.Place;
import io.wideip.config.section.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Merges the documents' sections and reads them in the order of their references: what is referred to comes first. */
final class CatalogReader {
    private final Vocabulary vocabulary;
    private final NamedFiles files;
    private final Reading reading;

    CatalogReader(Vocabulary vocabulary, NamedFiles files, Reading reading) {
        this.vocabulary = vocabulary;
        this.files = files;
        this.reading = reading;
    }

    /** The catalog is whole only where no problem was reported. */
    Catalog read(List<YamlSection> documents) {
        YamlSection defaultsSection = merged(documents, "defaults");
        Defaults defaults = Defaults.read(defaultsSection, vocabulary.policies().names());
        ServerOptions server = ServerReader.read(merged(documents, "server"), files);
        Names<Datacenter> datacenters =
                Names.read("datacenter", merged(documents, "datacenters"), DatacenterReader::read);
        HealthCheckReader checkReader = new HealthCheckReader(vocabulary.probes(), defaults);
        Names<HealthCheck> checks = Names.read("health check", merged(documents, "healthChecks"), checkReader::read);
        VipReader vipReader = new VipReader(datacenters, checks);
        Names<Vip> vips = Names.read("VIP", merged(documents, "vips"), vipReader::read);
        PolicyReader policies = new PolicyReader(vocabulary.policies(), defaults);
        PoolReader poolReader = new PoolReader(vips, policies);
        Names<Pool> pools = Names.read("pool", merged(documents, "pools"), poolReader::read);
        List<TopologyRule> topology = new TopologyReader(datacenters).read(items(documents, "topology"));
        Zones zones = Zones.read(merged(documents, "zones"), vocabulary.records());
        WideIpReader wideIps = new WideIpReader(
                zones, vocabulary.records(), vips, pools, checks, policies, defaults.forWideIps(defaultsSection, vips));
        return new Catalog(
                server,
                zones.values(),
                datacenters.values(),
                checks.values(),
                vips.values(),
                pools.values(),
                topology,
                wideIps.read(merged(documents, "wideIps")));
    }

    /** One section from every document's; where none has it, an empty one. */
    private YamlSection merged(List<YamlSection> documents, String key) {
        YamlSection merged = new YamlSection(
                reading,
                key,
                key,
                documents.isEmpty() ? new Place("", 1, 1) : documents.get(0).start());
        for (YamlSection document : documents) {
            Value value = document.value(key);
            MappingNode mapping = value == null ? null : value.mapping();
            if (value != null && mapping != null) {
                merged.add(value, mapping);
            } else if (value != null) {
                reading.markIncomplete();
            }
        }
        return merged;
    }

    private static List<Value> items(List<YamlSection> documents, String key) {
        List<Value> items = new ArrayList<>();
        for (YamlSection document : documents) {
            Value value = document.value(key);
            List<Value> list = value == null ? null : value.list();
            if (list != null) {
                items.addAll(list);
            }
        }
        return items;
    }
}
