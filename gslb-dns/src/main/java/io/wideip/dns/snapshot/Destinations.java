package io.wideip.dns.snapshot;

import io.wideip.config.AddressText;
import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Targets;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Where the answers of a wide IP send clients, whoever they are: read from all replies that the answers may give.
 *
 * @param places addresses and host names
 * @param datacenters of these
 */
record Destinations(SortedSet<String> places, SortedSet<String> datacenters) {

    /** @param name of a wide IP that has these settings and answers */
    static Destinations of(DomainName name, WideIpSettings settings, WideIpAnswers answers, Snapshot snapshot) {
        Map<String, String> datacenters = datacenters(settings);
        SortedSet<String> places = new TreeSet<>();
        for (Reply reply : ReachableReplies.of(answers.a())) {
            addPlaces(ReplyReader.message(snapshot, name, Wire.A, reply).getSection(Section.ANSWER), places);
        }
        for (Reply reply : ReachableReplies.of(answers.aaaa())) {
            addPlaces(ReplyReader.message(snapshot, name, Wire.AAAA, reply).getSection(Section.ANSWER), places);
        }
        SortedSet<String> of = new TreeSet<>();
        places.forEach(place -> of.add(datacenters.getOrDefault(place, place)));
        return new Destinations(Collections.unmodifiableSortedSet(places), Collections.unmodifiableSortedSet(of));
    }

    private static void addPlaces(List<Record> records, Set<String> places) {
        for (Record record : records) {
            if (record instanceof ARecord a) {
                places.add(AddressText.of(a.getAddress()));
            } else if (record instanceof AAAARecord aaaa) {
                places.add(AddressText.of(aaaa.getAddress()));
            } else {
                places.add(DomainName.parse(record.rdataToString()).text());
            }
        }
    }

    /** Of every VIP that the wide IP can answer with. */
    private static Map<String, String> datacenters(WideIpSettings settings) {
        Map<String, String> datacenters = new HashMap<>();
        Stream<Vip> fallback =
                settings.whenAllDown() instanceof WhenAllDown.Fallback given ? given.vips().stream() : Stream.empty();
        Stream.concat(Targets.members(settings.choices()).stream().map(Member::vip), fallback)
                .forEach(vip -> {
                    String datacenter = vip.datacenter().name();
                    for (InetAddress address : vip.addresses()) {
                        datacenters.putIfAbsent(AddressText.of(address), datacenter);
                    }
                    if (vip.hostname() != null) {
                        datacenters.putIfAbsent(vip.hostname().text(), datacenter);
                    }
                });
        return datacenters;
    }
}
