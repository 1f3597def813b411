package io.wideip.dns.zone;

import java.util.List;

/**
 * All records of one owner and type.
 *
 * @param owner in wire form, lower case; not to be changed
 * @param ttl in seconds, of all records (RFC 2181 section 5.2)
 * @param rdata each record's data in wire form, names written out; not to be changed
 */
public record RecordSet(byte[] owner, int type, long ttl, List<byte[]> rdata) {}
