package io.wideip.dns.zone;

import io.wideip.config.DomainName;
import io.wideip.config.ZoneRecords;
import io.wideip.config.section.Section;
import io.wideip.config.section.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/**
 * Reads a zone's static records from master-file text (RFC 1035 section 5.1), by dnsjava, without {@code $INCLUDE} and {@code
 * $GENERATE}.
 */
public final class MasterFile implements Vocabulary.Records {
    private static final String KEY = "records";
    /** Of records that give none. */
    private static final long DEFAULT_TTL_SECONDS = 3600;

    private static final int MOST_PROBLEMS = 20;

    @Override
    public ZoneRecords read(DomainName zone, Section section) {
        String text = section.text(KEY, "");
        if (text == null || text.isBlank()) {
            return new StaticRecords("", List.of(), List.of());
        }
        Name origin = absolute(zone);
        Placement placement = new Placement(origin, nameservers(zone, section));
        List<Placed> placed = new ArrayList<>();
        RecordDoubts doubts = new RecordDoubts(origin);
        for (Placed each : parse(text, origin, section)) {
            String fault = placement.add(each.record());
            if (fault == null) {
                placed.add(each);
                doubts.add(each.record(), text.indexOf('\n') < 0 ? 0 : each.line());
            } else {
                section.problemInText(KEY, each.line(), fault);
            }
        }
        for (Placed each : placed) {
            String fault = placement.redirected(each.record());
            if (fault != null) {
                section.problemInText(KEY, each.line(), fault);
            }
        }
        return new StaticRecords(
                zone + "\n" + text,
                placement.sets().stream().map(MasterFile::compiled).toList(),
                doubts.found());
    }

    /** Those inside the zone. What is wrong with them is reported by who reads them. */
    private static List<Name> nameservers(DomainName zone, Section section) {
        Section given = section.section("nameservers");
        List<Name> names = new ArrayList<>();
        for (String written : given == null ? Set.<String>of() : given.keys()) {
            DomainName name = nameserver(zone, written);
            if (name != null && name.isAtOrBelow(zone)) {
                names.add(absolute(name));
            }
        }
        return names;
    }

    private static @Nullable DomainName nameserver(DomainName zone, String written) {
        try {
            return DomainName.parse(written.contains(".") ? written : written + "." + zone.text());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Name owner(RecordSet set) {
        try {
            return new Name(set.owner());
        } catch (IOException e) {
            throw new IllegalStateException("a name that dnsjava wrote and can't read", e);
        }
    }

    private record Placed(Record record, int line) {}

    /** Every record that can be read; a statement that can't is reported, and left out in another try. */
    private static List<Placed> parse(String text, Name origin, Section section) {
        String[] lines = text.split("\n", -1);
        Statements statements = new Statements(lines);
        refuseWhatIsPassedOver(lines.length, statements, section);
        for (int attempt = 0; attempt < MOST_PROBLEMS; attempt++) {
            List<Placed> records = new ArrayList<>();
            LineByLine input = new LineByLine(lines);
            try {
                Master master = new Master(input, origin, DEFAULT_TTL_SECONDS);
                master.disableIncludes(true);
                Record record = master.nextRecord();
                while (record != null) {
                    // What some types lack is noticed only here.
                    rdata(record);
                    records.add(new Placed(record, statements.first(input.line())));
                    record = master.nextRecord();
                }
                return records;
            } catch (IOException | RuntimeException e) { // dnsjava throws all sorts for what is missing or malformed.
                // Some types read on into what follows them, which may be cleared already.
                int line = statements.lastWritten(input.line());
                section.problemInText(KEY, line, RecordFault.of(e));
                statements.clear(line);
            }
        }
        return List.of();
    }

    /** What dnsjava passes over without a word; and $INCLUDE, with which it could read any file of the machine. */
    private static void refuseWhatIsPassedOver(int lines, Statements statements, Section section) {
        for (int line = 1; line <= lines; line++) {
            if (statements.isDirective(line, "$GENERATE")) {
                section.problemInText(KEY, line, "$GENERATE is not read: write its records one by one");
                statements.clear(line);
            } else if (statements.isDirective(line, "$INCLUDE")) {
                section.problemInText(KEY, line, "$INCLUDE is not read: copy the file's records to here");
                statements.clear(line);
            } else if (statements.escapesItsEnd(line)) {
                section.problemInText(
                        KEY, line, "'\\' at the end of the line takes in the next one: remove it, or write '\\092'");
                statements.clear(line);
            } else if (statements.isOpen(line) && statements.first(line) == line) {
                section.problemInText(KEY, line, "'(' is never closed: add ')'");
                statements.clear(line);
            }
        }
    }

    private static RecordSet compiled(RRset set) {
        List<byte[]> rdata = set.rrs(false).stream().map(MasterFile::rdata).toList();
        return new RecordSet(set.getName().toWireCanonical(), set.getType(), set.getTTL(), rdata);
    }

    private static byte[] rdata(Record record) {
        byte[] wire = record.toWire(org.xbill.DNS.Section.ANSWER);
        return Arrays.copyOfRange(wire, record.getName().length() + 10, wire.length);
    }

    private static Name absolute(DomainName name) {
        try {
            return Name.fromString(name.text() + ".");
        } catch (TextParseException e) {
            throw new IllegalStateException("a checked name that dnsjava refuses: " + name, e);
        }
    }
}
