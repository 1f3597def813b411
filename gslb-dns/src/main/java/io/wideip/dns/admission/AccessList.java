package io.wideip.dns.admission;

import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.address.Prefixes;
import java.util.List;

/**
 * Who may ask. The longest prefix that holds the client's address decides; where the same prefix is allowed and denied, it is
 * denied. A client in no prefix is admitted where nothing is allowed by name.
 *
 * <pre>
 * allow        deny          10.9.9.9   10.9.1.1   192.0.2.1
 * -            -             yes        yes        yes
 * -            10.9.0.0/16   no         no         yes
 * 10.0.0.0/8   -             yes        yes        no
 * 10.0.0.0/8   10.9.0.0/16   no         no         no
 * 10.9.9.0/24  10.9.0.0/16   yes        no         no
 * 10.9.0.0/16  10.9.0.0/16   no         no         no
 * </pre>
 *
 * Immutable; asked without allocation.
 */
public final class AccessList {
    private static final int ALLOWED = 1;
    private static final int DENIED = 2;

    private final AddressMap map;
    private final boolean othersAdmitted;
    private final boolean open;

    public AccessList(List<Subnet> allow, List<Subnet> deny) {
        Prefixes prefixes = new Prefixes();
        allow.forEach(prefix -> prefixes.add(prefix, ALLOWED));
        // Of equal prefixes the last counts.
        deny.forEach(prefix -> prefixes.add(prefix, DENIED));
        map = prefixes.map();
        othersAdmitted = allow.isEmpty();
        open = allow.isEmpty() && deny.isEmpty();
    }

    /** True where everyone may ask, whatever the address. */
    public boolean isOpen() {
        return open;
    }

    /** Whether a client may ask; an IPv4-mapped IPv6 address counts as IPv4. */
    public boolean admits(ClientAddress client) {
        int value = map.value(client.isIpv4(), client.high(), client.low());
        return value == ALLOWED || value != DENIED && othersAdmitted;
    }
}
