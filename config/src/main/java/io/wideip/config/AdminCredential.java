package io.wideip.config;

/** By which somebody may use the API over TLS. */
public sealed interface AdminCredential permits AdminToken, AdminCertificate {
    /** The actor, as the audit shows it. */
    String name();

    /** Else it may only read. */
    boolean mayOrder();
}
