package io.wideip.dns.snapshot;

/**
 * Names of its own zone that a reply leads to. What they answer is looked up when a query comes, as they may be wide IPs. Places
 * are octets from the beginning of the reply's records, for pointers to the names there.
 */
public sealed interface FurtherNames {

    /**
     * A CNAME (RFC 1034 section 4.3.2, step 3a).
     *
     * @param target in wire form and lower case, at or below the zone's name
     */
    record Alias(byte[] target, int targetAt) implements FurtherNames {}

    /**
     * A DNAME above the name that was asked for (RFC 6672 section 3.2).
     *
     * @param ownerLength octets of the DNAME's own name
     * @param target in wire form and lower case
     * @param inZone false where the target, or a name below it, is another zone's to answer
     */
    record Substitution(int ownerLength, byte[] target, int targetAt, long ttl, boolean inZone)
            implements FurtherNames {}

    /**
     * SVCB or HTTPS, whose targets' addresses spare the client a query (RFC 9460 section 4.1).
     *
     * @param ofOwner true where a target is the record's own name
     */
    record Services(boolean ofOwner, Service[] services) implements FurtherNames {}

    /** A target with a name of its own. */
    record Service(byte[] target, int targetAt) {}
}
