package io.wideip.app.drill;

import io.wideip.config.AddressText;
import io.wideip.config.LeadingZeros;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A name server of a zone, at one of its addresses.
 *
 * @param name empty where only the address was given
 */
public record NameServer(String name, InetSocketAddress address) {
    private static final int PORT = 53;
    private static final Pattern WRITTEN =
            Pattern.compile("\\[(.+)](?::(\\d{1,5}))?|([^:]+)(?::(\\d{1,5}))?|(.*:.*:.*)");

    /**
     * One that was given: {@code 192.0.2.53}, {@code 192.0.2.53:5353}, {@code [2001:db8::53]:5353}.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static NameServer parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (parts.matches()) {
            String host =
                    parts.group(1) != null ? parts.group(1) : parts.group(3) != null ? parts.group(3) : parts.group(5);
            String port = parts.group(2) != null ? parts.group(2) : parts.group(4);
            byte[] octets = octets(host);
            if (octets != null && (port == null || Integer.parseInt(port) <= 65_535)) {
                return new NameServer(
                        "", new InetSocketAddress(address(octets), port == null ? PORT : Integer.parseInt(port)));
            }
        }
        LeadingZeros.requireNone(written);
        throw new IllegalArgumentException(
                "'" + written + "' is no address of a name server: write 192.0.2.53, or 192.0.2.53:5353");
    }

    private static byte @Nullable [] octets(String host) {
        byte[] four = Address.toByteArray(host, Address.IPv4);
        return four != null ? four : Address.toByteArray(host, Address.IPv6);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible); // It has the length of an address.
        }
    }

    /**
     * Those that the zone's NS records name, at each of their addresses.
     *
     * @param resolver who is asked
     * @throws DrillFailure where there is none, or one has no address
     */
    public static List<NameServer> of(String zone, Resolver resolver) throws DrillFailure {
        List<NameServer> all = new ArrayList<>();
        for (Record record : lookUp(zone + ".", Type.NS, resolver)) {
            String name = ((NSRecord) record).getTarget().toString(true);
            List<NameServer> addresses = new ArrayList<>();
            for (Record each : lookUp(name + ".", Type.A, resolver)) {
                addresses.add(new NameServer(name, new InetSocketAddress(((ARecord) each).getAddress(), PORT)));
            }
            for (Record each : lookUp(name + ".", Type.AAAA, resolver)) {
                addresses.add(new NameServer(name, new InetSocketAddress(((AAAARecord) each).getAddress(), PORT)));
            }
            if (addresses.isEmpty()) {
                throw new DrillFailure(
                        "the name server " + name + " of " + zone + " has no address: give all by --name-server");
            }
            all.addAll(addresses);
        }
        if (all.isEmpty()) {
            throw new DrillFailure(
                    "this machine's resolver finds no name server of " + zone + ": give them by --name-server");
        }
        return all;
    }

    private static Record[] lookUp(String name, int type, Resolver resolver) {
        try {
            Lookup lookup = new Lookup(Name.fromString(name), type);
            lookup.setResolver(resolver);
            lookup.setCache(null);
            Record[] found = lookup.run();
            return found == null ? new Record[0] : found;
        } catch (TextParseException impossible) {
            throw new IllegalStateException(impossible); // It is a name of the catalog, or of a record.
        }
    }

    @Override
    public String toString() {
        String at = address.getPort() == PORT ? AddressText.of(address.getAddress()) : AddressText.of(address);
        return name.isEmpty() ? at : name + " (" + at + ")";
    }
}
