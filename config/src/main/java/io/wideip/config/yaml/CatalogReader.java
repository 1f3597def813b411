package io.wideip.config.yaml;

import io.wideip.config.Datacenter;
import io.wideip.config.PlannedDrain;
import io.wideip.config.RouteOptions;
import io.wideip.config.ServerOptions;
import io.wideip.config.TopologyRule;
import io.wideip.config.catalog.BaseDefinitions;
import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.ClusterDefinition;
import io.wideip.config.catalog.Defaults;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.catalog.Merge;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Part;
import io.wideip.config.catalog.PoolDefinition;
import io.wideip.config.catalog.Refusal;
import io.wideip.config.catalog.VipDefinition;
import io.wideip.config.section.Place;
import io.wideip.config.section.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Joins the documents' sections and reads them in the order of their references: what is referred to comes first. */
final class CatalogReader {
    /** What messages of the merge call the files. */
    private static final String SOURCE = "the YAML";

    private final Vocabulary vocabulary;
    private final NamedFiles files;
    private final Reading reading;

    CatalogReader(Vocabulary vocabulary, NamedFiles files, Reading reading) {
        this.vocabulary = vocabulary;
        this.files = files;
        this.reading = reading;
    }

    /** What the documents give, merged by itself; whole only where no problem was reported. */
    Merged read(List<YamlSection> documents) {
        DefaultsReader defaultsReader = new DefaultsReader(merged(documents, "defaults"), vocabulary.policies());
        YamlSection serverSection = merged(documents, "server");
        Defined<ServerOptions> server = Written.of(ServerReader.read(serverSection, files), serverSection);
        Names<Datacenter> datacenters =
                Names.read("datacenter", merged(documents, "datacenters"), DatacenterReader::read);
        HealthCheckReader checkReader = new HealthCheckReader(
                vocabulary.probes(), defaultsReader.checkTimes().over(CheckTimes.BUILT_IN));
        Names<HealthCheckDefinition> checks =
                Names.read("health check", merged(documents, "healthChecks"), checkReader::read);
        VipReader vipReader = new VipReader(datacenters, checks);
        Names<VipDefinition> vips = Names.read("VIP", merged(documents, "vips"), vipReader::read);
        Defined<Defaults> defaults = defaultsReader.read(vips);
        PolicyReader policies =
                new PolicyReader(vocabulary.policies(), defaults.definition().policy());
        PoolReader poolReader = new PoolReader(vips, policies);
        Names<PoolDefinition> pools = Names.read("pool", merged(documents, "pools"), poolReader::read);
        Regions regions = Regions.read(merged(documents, "regions"));
        List<Defined<TopologyRule>> topology =
                new TopologyReader(datacenters, regions).read(items(documents, "topology"));
        Zones zones = Zones.read(merged(documents, "zones"), vocabulary.records());
        WideIpReader wideIps = new WideIpReader(zones, vips, pools, checks, policies);
        ClusterReader clusterReader = new ClusterReader(datacenters, vips);
        Names<ClusterDefinition> clusters = Names.read("cluster", merged(documents, "clusters"), clusterReader::read);
        YamlSection routesSection = merged(documents, "routes");
        Defined<RouteOptions> routes = Written.of(new RoutesReader(zones, clusters).read(routesSection), routesSection);
        Names<PlannedDrain> drains =
                Names.read("drain", merged(documents, "drains"), new DrainReader(datacenters, vips)::read);
        Part part = new Part(
                SOURCE,
                0,
                new BaseDefinitions(
                        defaults,
                        server,
                        zones.values(),
                        datacenters.values(),
                        checks.values(),
                        vips.values(),
                        pools.values(),
                        topology,
                        clusters.values(),
                        routes,
                        drains.values(),
                        WarningsReader.ignored(merged(documents, "warnings"))),
                wideIps.read(merged(documents, "wideIps")));
        Merged alone = Merge.of(List.of(part));
        alone.refusals().forEach(this::report);
        return alone;
    }

    /** A name that is not defined has been reported with what it may have meant, or its own definition is broken. */
    private void report(Refusal refusal) {
        if (refusal.reason() != Refusal.Reason.UNKNOWN_NAME) {
            reading.problems().add((Place) refusal.origin(), refusal.what());
        }
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
                if (mapping.getAnchor() == null) {
                    // Nobody comes back to the nodes of the keys, of which there may be a million.
                    mapping.setValue(List.of());
                }
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
