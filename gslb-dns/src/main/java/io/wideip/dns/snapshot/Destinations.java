package io.wideip.dns.snapshot;

import io.wideip.config.AddressText;
import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Targets;
import io.wideip.dns.change.ServedBy;
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
 * @param vips likewise
 */
record Destinations(SortedSet<String> places, SortedSet<String> datacenters, SortedSet<String> vips) {
    private static final int MOST_VIPS = 20;

    /** @param name of a wide IP that has these settings and answers */
    static Destinations of(DomainName name, WideIpSettings settings, WideIpAnswers answers, Snapshot snapshot) {
        Map<String, Vip> byPlace = vips(settings);
        SortedSet<String> places = new TreeSet<>();
        for (Reply reply : ReachableReplies.of(answers.a())) {
            addPlaces(ReplyReader.message(snapshot, name, Wire.A, reply).getSection(Section.ANSWER), places);
        }
        for (Reply reply : ReachableReplies.of(answers.aaaa())) {
            addPlaces(ReplyReader.message(snapshot, name, Wire.AAAA, reply).getSection(Section.ANSWER), places);
        }
        SortedSet<String> datacenters = new TreeSet<>();
        SortedSet<String> vips = new TreeSet<>();
        for (String place : places) {
            Vip vip = byPlace.get(place);
            datacenters.add(vip == null ? place : vip.datacenter().name());
            vips.add(vip == null ? place : vip.name());
        }
        return new Destinations(
                Collections.unmodifiableSortedSet(places),
                Collections.unmodifiableSortedSet(datacenters),
                Collections.unmodifiableSortedSet(vips));
    }

    /** Without the addresses. */
    ServedBy servedBy() {
        return new ServedBy(
                List.copyOf(datacenters), vips.stream().limit(MOST_VIPS).toList());
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
    private static Map<String, Vip> vips(WideIpSettings settings) {
        Map<String, Vip> vips = new HashMap<>();
        Stream<Vip> fallback =
                settings.whenAllDown() instanceof WhenAllDown.Fallback given ? given.vips().stream() : Stream.empty();
        Stream.concat(Targets.members(settings.choices()).stream().map(Member::vip), fallback)
                .forEach(vip -> {
                    for (InetAddress address : vip.addresses()) {
                        vips.putIfAbsent(AddressText.of(address), vip);
                    }
                    if (vip.hostname() != null) {
                        vips.putIfAbsent(vip.hostname().text(), vip);
                    }
                });
        return vips;
    }
}
