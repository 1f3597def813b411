package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Octets.u16;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;

/** A message put together octet by octet, so that it can be wrong in every way. Each call gives another message. */
record Message(
        int id, int flags, Section question, Section answer, Section authority, Section additional, byte[] rest) {
    static final int QR = 0x8000;
    static final int AA = 0x0400;
    static final int TC = 0x0200;
    static final int RD = 0x0100;
    static final int RA = 0x0080;
    static final int Z = 0x0040;
    static final int AD = 0x0020;
    static final int CD = 0x0010;

    private static final int ID = 0x5A17;

    /** Records one behind the other, and how many the header says there are. */
    record Section(int count, byte[] octets) {
        static final Section EMPTY = new Section(0, new byte[0]);

        Section with(byte[] record) {
            return new Section(count + 1, join(octets, record));
        }

        Section saying(int number) {
            return new Section(number, octets);
        }
    }

    static Message empty() {
        return new Message(ID, 0, Section.EMPTY, Section.EMPTY, Section.EMPTY, Section.EMPTY, octets());
    }

    static Message query(String name, int type) {
        return query(name(name), type, DClass.IN);
    }

    static Message query(String name, int type, int queryClass) {
        return query(name(name), type, queryClass);
    }

    static Message query(byte[] name, int type) {
        return query(name, type, DClass.IN);
    }

    static Message query(byte[] name, int type, int queryClass) {
        return empty().question(name, type, queryClass);
    }

    Message id(int number) {
        return new Message(number, flags, question, answer, authority, additional, rest);
    }

    Message flags(int bits) {
        return new Message(id, flags | bits, question, answer, authority, additional, rest);
    }

    Message opcode(int number) {
        return flags(number << 11);
    }

    Message question(byte[] name, int type, int queryClass) {
        return question(question.with(join(name, u16(type), u16(queryClass))));
    }

    Message question(Section section) {
        return new Message(id, flags, section, answer, authority, additional, rest);
    }

    Message answer(Section section) {
        return new Message(id, flags, question, section, authority, additional, rest);
    }

    Message authority(Section section) {
        return new Message(id, flags, question, answer, section, additional, rest);
    }

    Message additional(Section section) {
        return new Message(id, flags, question, answer, authority, section, rest);
    }

    Message additional(byte[] record) {
        return additional(additional.with(record));
    }

    Message edns(Edns edns) {
        return additional(edns.record());
    }

    Message edns() {
        return edns(Edns.edns());
    }

    /** Octets behind all that the counts count. */
    Message rest(int... octets) {
        return new Message(id, flags, question, answer, authority, additional, octets(octets));
    }

    /** An address record, for sections where a query has none. */
    static byte[] address(String owner) {
        return join(name(owner), u16(Type.A), u16(DClass.IN), octets(0, 0, 0, 60, 0, 4, 192, 0, 2, 99));
    }

    byte[] octetsOfHeader() {
        return join(
                u16(id),
                u16(flags),
                u16(question.count),
                u16(answer.count),
                u16(authority.count),
                u16(additional.count));
    }

    byte[] bytes() {
        return join(octetsOfHeader(), question.octets, answer.octets, authority.octets, additional.octets, rest);
    }
}
