package io.wideip.dns.explain;

/** How the name of a question is found. */
public enum NameMatch {
    /** It exists. */
    EXACT,
    /** It does not exist, and a wildcard stands for it (RFC 4592). */
    WILDCARD,
    /** It is a wide IP's name in one cluster or datacenter. */
    CLUSTER_NAME,
    /** It does not exist; the closest name above it that does decides: NXDOMAIN, a referral or a DNAME. */
    MISSING,
    /** It lies in no zone of this server. */
    NO_ZONE
}
