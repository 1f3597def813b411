package io.wideip.config.yaml;

import io.wideip.config.ClusterNamePattern;
import io.wideip.config.DomainName;
import io.wideip.config.Zone;
import io.wideip.config.ZoneRecords;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Place;
import io.wideip.config.section.Vocabulary;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry of {@code zones}. */
final class ZoneReader {
    private static final Duration LONGEST_TTL = Duration.ofDays(7);
    // What resolvers cap it to, or near (RFC 2308 section 5).
    private static final Duration LONGEST_NEGATIVE_TTL = Duration.ofDays(1);
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration NEGATIVE_TTL = Duration.ofSeconds(30);

    /** So many fit in a message, whatever their names. */
    private static final int MOST_NAMESERVERS = 100;
    /** Of one name server. */
    private static final int MOST_ADDRESSES = 100;

    private final Vocabulary.Records records;

    ZoneReader(Vocabulary.Records records) {
        this.records = records;
    }

    @Nullable
    Zone read(DomainName name, YamlSection section) {
        DomainName hostmaster = hostmaster(section, name);
        Map<DomainName, List<InetAddress>> nameservers = nameservers(section, name);
        Duration ttl = Objects.requireNonNullElse(AnswerReader.ttl(section, "ttl", LONGEST_TTL), TTL);
        Duration negativeTtl = Objects.requireNonNullElse(
                AnswerReader.ttl(section, "negativeTtl", LONGEST_NEGATIVE_TTL), NEGATIVE_TTL);
        ClusterNamePattern clusterNames = clusterNames(section);
        boolean isText = isText(section.value("records"));
        ZoneRecords read = records.read(
                name, isText ? section : new YamlSection(new Reading(), "", section.path(), section.start()));
        return hostmaster == null
                ? null
                : new Zone(name, hostmaster, nameservers, ttl, negativeTtl, read, clusterNames);
    }

    /** False, with the problem reported, where the lines of a master file can't be told apart. */
    private static boolean isText(@Nullable Value records) {
        if (records == null || records.isScalar() && !records.isFolded()) {
            return true;
        }
        records.problem((records.isScalar() ? "'records' with '>', which joins the lines" : "'records' is no text")
                + ": write '|' behind the key, and a record on each line below it");
        return false;
    }

    private static @Nullable ClusterNamePattern clusterNames(YamlSection section) {
        String text = section.text("clusterNames", null);
        if (text == null) {
            return ClusterNamePattern.STANDARD;
        }
        if (text.equals("none")) {
            return null;
        }
        try {
            return ClusterNamePattern.parse(text);
        } catch (IllegalArgumentException e) {
            section.problem(
                    "clusterNames",
                    "'clusterNames' is '" + DidYouMean.shortened(text) + "': " + e.getMessage() + "; or write none");
            return null;
        }
    }

    private static @Nullable DomainName hostmaster(YamlSection section, DomainName zone) {
        Value value = section.value("hostmaster");
        if (value == null) {
            section.missing(
                    "hostmaster",
                    "no 'hostmaster\' in the zone '" + zone
                            + "': write the mail address of who runs it, such as dns-admin@" + zone);
            return null;
        }
        String text = value.text();
        if (text == null) {
            return null;
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return rootRefused(value, text, Scalars.domainName(value));
        }
        String mailbox = text.substring(0, at);
        if (mailbox.isEmpty() || mailbox.contains(".")) {
            value.problem("'hostmaster' is '" + DidYouMean.shortened(text) + "': write a mail address "
                    + (mailbox.isEmpty() ? "such as dns-admin@example.com" : "without a dot before the '@'"));
            return null;
        }
        String domain = text.substring(at + 1);
        DomainName host = Scalars.domainName(value.reading(), value.place(), domain);
        if (host == null || rootRefused(value, text, host) == null) {
            return null;
        }
        return Scalars.domainName(value.reading(), value.place(), mailbox + "." + domain);
    }

    private static @Nullable DomainName rootRefused(Value value, String text, @Nullable DomainName name) {
        if (name == null || !name.text().isEmpty()) {
            return name;
        }
        value.problem("'hostmaster' is '" + text + "': write a mail address such as dns-admin@example.com");
        return null;
    }

    private static Map<DomainName, List<InetAddress>> nameservers(YamlSection section, DomainName zone) {
        Value list = section.value("nameservers");
        if (list != null && !list.isMapping() && !list.isEmpty()) {
            list.problem("'nameservers' is no mapping: write names and their addresses, as in {ns1: [192.0.2.53]}");
            return Map.of();
        }
        YamlSection given = section.section("nameservers");
        Map<DomainName, List<InetAddress>> nameservers = new LinkedHashMap<>();
        Map<DomainName, Place> places = new LinkedHashMap<>();
        if (given == null || given.entries().isEmpty()) {
            if (given != null || !section.has("nameservers")) {
                section.missing(
                        "nameservers",
                        "no 'nameservers\' in the zone '" + zone
                                + "': write this server's name and address, as in {ns1: [192.0.2.53]}");
            }
            return nameservers;
        }
        if (given.entries().size() > MOST_NAMESERVERS) {
            section.problem(
                    "nameservers",
                    given.entries().size() + " name servers in the zone '" + zone + "': at most " + MOST_NAMESERVERS);
        }
        given.entries().forEach((written, value) -> {
            String full = written.contains(".") ? written : written + "." + zone.text();
            DomainName name = Scalars.domainName(value.reading(), value.owner(), full);
            if (name == null) {
                return;
            }
            Place before = places.putIfAbsent(name, value.owner());
            if (before != null) {
                value.reading()
                        .problems()
                        .add(
                                value.owner(),
                                "the name server '" + name + "' is given twice: keep one, the other is at " + before);
            }
            nameservers.put(name, glue(name, zone, value));
        });
        return Collections.unmodifiableMap(nameservers);
    }

    private static List<InetAddress> glue(DomainName name, DomainName zone, Value value) {
        List<InetAddress> addresses = Addresses.unicast(value.items());
        boolean isEmpty = value.isList() && value.items().isEmpty();
        if (name.text().isEmpty() || name.text().contains("*")) {
            value.reading().problems().add(value.owner(), "'" + name + "' is no name server: write a host name");
        } else if (isEmpty && name.isAtOrBelow(zone)) {
            value.problem("the name server '" + name + "' has no address: a name inside its own zone needs one");
        } else if (!isEmpty && !name.isAtOrBelow(zone)) {
            value.problem("the name server '" + name + "' is outside the zone '" + zone
                    + "', where its address comes from: write []");
        } else if (value.items().size() > MOST_ADDRESSES) {
            value.problem("the name server '" + name + "' has " + value.items().size() + " addresses: write at most "
                    + MOST_ADDRESSES);
        }
        return addresses;
    }
}
