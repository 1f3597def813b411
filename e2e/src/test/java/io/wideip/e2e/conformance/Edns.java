package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.hex;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Octets.u16;

/** An OPT record (RFC 6891 section 6.1.2) as a query carries it, right or wrong. */
record Edns(int size, int version, int flags, byte[] options) {
    static final int DO = 0x8000;
    static final int NSID = 3;
    static final int CLIENT_SUBNET = 8;
    static final int EXPIRE = 9;
    static final int COOKIE = 10;
    static final int KEEPALIVE = 11;
    static final int PADDING = 12;
    static final int EXTENDED_ERROR = 15;

    static Edns edns() {
        return new Edns(1232, 0, 0, octets());
    }

    Edns size(int octets) {
        return new Edns(octets, version, flags, options);
    }

    Edns version(int number) {
        return new Edns(size, number, flags, options);
    }

    Edns flags(int bits) {
        return new Edns(size, version, bits, options);
    }

    Edns option(int code, byte... data) {
        return raw(join(u16(code), u16(data.length), data));
    }

    /** The option's data in hexadecimal digits. */
    Edns option(int code, String data) {
        return option(code, hex(data));
    }

    Edns raw(byte[] more) {
        return new Edns(size, version, flags, join(options, more));
    }

    /** Of the root. */
    byte[] record() {
        return record(octets(0), options.length);
    }

    byte[] record(byte[] owner, int length) {
        return join(owner, u16(41), u16(size), octets(0, version), u16(flags), u16(length), options);
    }
}
