package io.wideip.dns.zone;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Address;

/** What people are told of a record that dnsjava can't read. */
final class RecordFault {
    private static final Pattern ADDRESS = Pattern.compile("(?i)invalid address: (?<address>\\S+)");
    private static final Pattern LONG_TEXT = Pattern.compile("(?i)(?:invalid string|text string too long)");

    private RecordFault() {}

    static String of(Exception e) {
        boolean forPeople = e instanceof IOException || e instanceof IllegalArgumentException;
        if (!forPeople) {
            return unread("something is missing or malformed");
        }
        // dnsjava puts a file name and its own count of lines before the reason, where it gives one.
        String reason = String.valueOf(e.getMessage()).replaceFirst("^<none>:\\d+: ", "");
        if (LONG_TEXT.matcher(reason).matches()) {
            return "a text of more than 255 octets: split it, as in \"first part\" \"second part\"; clients join the parts";
        }
        Matcher address = ADDRESS.matcher(reason);
        return address.matches() ? ofAddress(address.group("address"), reason) : unread(reason);
    }

    private static String ofAddress(String address, String reason) {
        if (Address.toByteArray(address, Address.IPv4) != null) {
            return address + " is an IPv4 address: write A in place of AAAA";
        }
        return Address.toByteArray(address, Address.IPv6) != null
                ? address + " is an IPv6 address: write AAAA in place of A"
                : unread(reason);
    }

    private static String unread(String reason) {
        return "can't be read as a record: " + reason + " (write: name, TTL, class, type, data)";
    }
}
