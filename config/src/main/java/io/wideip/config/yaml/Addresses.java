package io.wideip.config.yaml;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import io.wideip.config.AddressText;
import io.wideip.config.LeadingZeros;
import io.wideip.config.Subnet;
import io.wideip.config.section.DidYouMean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses and subnets, from literals only: a name is never looked up. */
final class Addresses {
    private static final IPAddressStringParameters LITERAL = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .allowPrefixesBeyondAddressSize(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .allowPrefixesBeyondAddressSize(false)
            .getParentBuilder()
            .toParams();
    /** No prefix is as long, and one that overflows an int makes the library fail rather than refuse it. */
    private static final Pattern ENDLESS_PREFIX = Pattern.compile("/[0-9]{4}");

    private static final Pattern SOCKET = Pattern.compile("(?:\\[([^\\[\\]]*)\\]|([^:\\[\\]]*)):(0|[1-9][0-9]{0,4})");

    private static final String LIST = "a list with brackets, [A, B], as this is one text";
    private static final Set<String> WORDS_FOR_ALL = Set.of("*", "all", "any", "default", "everyone", "world");

    private Addresses() {}

    /** Addresses that a client can be sent to; one given twice is a problem. */
    static List<InetAddress> unicast(List<Value> items) {
        List<InetAddress> addresses = new ArrayList<>();
        Names.Once once = new Names.Once("address");
        for (Value item : items) {
            InetAddress address = unicast(item);
            if (address != null && once.isFirst(address, item)) {
                addresses.add(address);
            }
        }
        return List.copyOf(addresses);
    }

    private static @Nullable InetAddress unicast(Value value) {
        String text = plain(value);
        if (text == null) {
            return null;
        }
        IPAddress address = parse(text);
        String shown = "'" + DidYouMean.shortened(text) + "'";
        InetSocketAddress withPort = address == null ? socket(text) : null;
        if (withPort != null) {
            value.problem(shown + " has a port: write " + AddressText.of(withPort.getAddress())
                    + ", ports belong into health checks");
            return null;
        }
        if (address == null) {
            value.problem(shown + " is no IP address: write "
                    + (text.contains(",")
                            ? LIST
                            : text.startsWith("[") ? "it without brackets" : "one such as 192.0.2.10 or 2001:db8::10"));
            return null;
        }
        if (address.isPrefixed()) {
            value.problem(shown + " has a prefix length: write the address alone");
            return null;
        }
        if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
            value.problem(shown + " is an IPv4 address in IPv6 form: write "
                    + address.toIPv6().getEmbeddedIPv4Address());
            return null;
        }
        if (address.isZero() || address.isMulticast()) {
            value.problem(shown + " is " + (address.isZero() ? "the unspecified" : "a multicast")
                    + " address: write one that clients can connect to");
            return null;
        }
        return address.toInetAddress();
    }

    /** A prefix block; an address alone is the block of itself. */
    static @Nullable Subnet subnet(Value value) {
        String text = plain(value);
        if (text == null) {
            return null;
        }
        IPAddress subnet = parse(text);
        if (subnet == null) {
            value.problem("'" + DidYouMean.shortened(text) + "' is no subnet: write "
                    + (text.contains(",")
                            ? LIST
                            : WORDS_FOR_ALL.contains(text)
                                    ? "0.0.0.0/0 and \"::/0\" for everyone"
                                    : "one such as 10.1.0.0/16 or 2001:db8::/32"));
            return null;
        }
        IPAddress block = subnet.toPrefixBlock();
        // Equal blocks, but not equal lower ends: host bits are set.
        if (!block.getLower().withoutPrefixLength().equals(subnet.getLower().withoutPrefixLength())) {
            value.problem("'" + text + "' has bits set behind its prefix: write " + block);
            return null;
        }
        Integer length = subnet.getNetworkPrefixLength();
        return Subnet.of(block.getLower().getBytes(), length == null ? subnet.getBitCount() : length)
                .plain();
    }

    /** The list of a key, which is not empty where it is given; a subnet given twice is a problem. */
    static List<Subnet> subnets(YamlSection section, String key) {
        Value value = section.value(key);
        List<Value> items = value == null ? List.of() : value.items();
        if (value != null && value.isList() && items.isEmpty()) {
            value.problem("'" + key + "' is empty: write at least one subnet, or leave it out");
        }
        List<Subnet> subnets = new ArrayList<>();
        Names.Once once = new Names.Once("subnet");
        for (Value item : items) {
            Subnet subnet = subnet(item);
            if (subnet != null && once.isFirst(subnet, item)) {
                subnets.add(subnet);
            }
        }
        return List.copyOf(subnets);
    }

    /** {@code 127.0.0.1:5353} or {@code [::1]:5353}. */
    static @Nullable InetSocketAddress socket(Value value) {
        String text = plain(value);
        InetSocketAddress address = text == null ? null : socket(text);
        if (text != null && address == null) {
            value.problem("'" + DidYouMean.shortened(text)
                    + "' is no address to listen on: write an IP address and a port, such"
                    + " as \"192.0.2.53:53\" or \"[2001:db8::53]:53\"");
        }
        return address;
    }

    static @Nullable InetSocketAddress socket(String text) {
        Matcher matcher = SOCKET.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
            return null;
        }
        boolean isBracketed = matcher.group(1) != null;
        IPAddress address = parse(isBracketed ? matcher.group(1) : matcher.group(2));
        if (address == null || address.isPrefixed() || address.isIPv6() != isBracketed) {
            return null;
        }
        return new InetSocketAddress(address.toInetAddress(), Integer.parseInt(matcher.group(3)));
    }

    static boolean isLiteral(String text) {
        return parse(text) != null;
    }

    /** Null where there is no text, or one with leading zeros, which is a problem. */
    private static @Nullable String plain(Value value) {
        String text = value.text();
        String problem = text == null ? null : LeadingZeros.problem(text);
        if (problem == null) {
            return text;
        }
        value.problem(problem);
        return null;
    }

    private static @Nullable IPAddress parse(String text) {
        return ENDLESS_PREFIX.matcher(text).find() ? null : new IPAddressString(text, LITERAL).getAddress();
    }
}
