package io.wideip.dns.zone;

import io.wideip.config.Doubt;
import io.wideip.config.WarningCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Finds records that are legal and surely not meant. */
final class RecordDoubts {
    private static final String KEY = "records";
    private static final int MOST = 20;
    private static final String SPF = "v=spf1";
    /** RFC 8659 section 4, RFC 8657, RFC 9495 and the registry of Certification Authority Restriction Properties. */
    private static final Set<String> CAA_TAGS =
            Set.of("issue", "issuewild", "iodef", "contactemail", "contactphone", "issuemail", "issuevmc");
    /** Last labels of names of the public DNS, and hardly of a name inside one zone, as "test" or "int" may be. */
    private static final Set<String> LAST_LABELS = Set.of("com", "net", "org", "edu", "gov", "mil", "arpa");

    private final Name origin;
    private final List<Doubt> found = new ArrayList<>();
    private final Set<Name> senders = new HashSet<>();

    /** @param origin the zone's name */
    RecordDoubts(Name origin) {
        this.origin = origin;
    }

    List<Doubt> found() {
        return found;
    }

    /** @param line of the text, from 1; 0 where there is one only */
    void add(Record record, int line) {
        relative(record.getName(), "owner", false, line);
        Name target = target(record);
        if (target != null) {
            if (!(record instanceof CNAMERecord) && address(target) != null) {
                report(
                        WarningCode.TARGET_IS_ADDRESS,
                        line,
                        Type.string(record.getType()) + " leads to the address '" + address(target)
                                + "': write the name of a host, which has that address");
            } else {
                relative(target, "target", true, line);
            }
        }
        if (record instanceof TXTRecord text) {
            senderPolicy(text, line);
        }
        if (record instanceof CAARecord caa && !CAA_TAGS.contains(caa.getTag())) {
            report(
                    WarningCode.CAA_TAG,
                    line,
                    "no authority knows the CAA tag '" + caa.getTag() + "': write issue, issuewild or iodef");
        }
    }

    private static @Nullable Name target(Record record) {
        if (record instanceof CNAMERecord cname) {
            return cname.getTarget();
        }
        if (record instanceof DNAMERecord dname) {
            return dname.getTarget();
        }
        if (record instanceof MXRecord mx) {
            return mx.getTarget();
        }
        if (record instanceof NSRecord ns) {
            return ns.getTarget();
        }
        if (record instanceof SRVRecord srv) {
            return srv.getTarget();
        }
        return record instanceof PTRRecord ptr ? ptr.getTarget() : null;
    }

    /** The address that was written as a name, with or without its last dot; null where it is a name. */
    private @Nullable String address(Name name) {
        String written = (name.subdomain(origin) ? name.relativize(origin) : name).toString(true);
        return Address.toByteArray(written, Address.IPv4) == null ? null : written;
    }

    /**
     * A name that was written without its last dot, though it is whole: the zone's name follows it once more.
     *
     * @param leadsOut whether it may well be meant to lie outside the zone
     */
    private void relative(Name name, String what, boolean leadsOut, int line) {
        if (!name.subdomain(origin) || name.equals(origin)) {
            return;
        }
        Name written = name.relativize(origin);
        String last = written.getLabelString(written.labels() - 1).toLowerCase(Locale.ROOT);
        boolean isWhole = endsIn(written, origin) || leadsOut && LAST_LABELS.contains(last);
        if (written.labels() > 1 && isWhole) {
            report(
                    WarningCode.RELATIVE_NAME,
                    line,
                    "the " + what + " '" + written + "' has no last dot, so it is '" + name.toString(true)
                            + "': write '" + written + ".'");
        }
    }

    private static boolean endsIn(Name relative, Name zone) {
        String zoneText = zone.toString(true).toLowerCase(Locale.ROOT);
        String text = relative.toString().toLowerCase(Locale.ROOT);
        return text.equals(zoneText) || text.endsWith("." + zoneText);
    }

    /** Strings of one record are joined as they are (RFC 7208 section 3.3); a name has one such record (section 3.2). */
    private void senderPolicy(TXTRecord record, int line) {
        List<String> parts = record.getStrings();
        if (!parts.get(0).toLowerCase(Locale.ROOT).startsWith(SPF)) {
            return;
        }
        if (!senders.add(record.getName())) {
            report(
                    WarningCode.SPF_PARTS,
                    line,
                    "a second SPF record of this name, so that none counts: make one of them");
        }
        for (int i = 1; i < parts.size(); i++) {
            if (!parts.get(i - 1).endsWith(" ") && !parts.get(i).startsWith(" ")) {
                String before = parts.get(i - 1);
                report(
                        WarningCode.SPF_PARTS,
                        line,
                        "the strings of an SPF record are joined without a space: end '"
                                + before.substring(before.lastIndexOf(' ') + 1) + "' with one");
                return;
            }
        }
    }

    private void report(WarningCode code, int line, String what) {
        if (found.size() < MOST) {
            found.add(new Doubt(code, KEY, line, what));
        }
    }
}
