package io.wideip.prober.names;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * What the DNS said of one family of addresses of a name.
 *
 * @param addresses empty where there are none or nobody said
 * @param exists whether the name exists, as far as this answer says
 * @param fault why nobody said anything, or null for an answer
 */
record FamilyAnswer(
        List<InetAddress> addresses,
        boolean exists,
        @Nullable String fault) {
    private static final FamilyAnswer NO_NAME = new FamilyAnswer(List.of(), false, null);
    private static final FamilyAnswer NO_ADDRESS = new FamilyAnswer(List.of(), true, null);

    static FamilyAnswer of(@Nullable LookupResult result, @Nullable Throwable thrown) {
        if (result != null) {
            return new FamilyAnswer(addresses(result), true, null);
        }
        @Nullable Throwable cause = thrown;
        while (cause != null) {
            if (cause instanceof NoSuchDomainException) {
                return NO_NAME;
            }
            if (cause instanceof NoSuchRRSetException) {
                return NO_ADDRESS;
            }
            if (cause.getCause() == null) {
                return unknown(cause);
            }
            cause = cause.getCause();
        }
        return new FamilyAnswer(List.of(), true, "no answer");
    }

    /** Where nobody answered for one family, the other's "no such name" or "no address" is not believed. */
    static NameAnswer both(FamilyAnswer six, FamilyAnswer four) {
        List<InetAddress> addresses = inTurns(six.addresses, four.addresses);
        if (!addresses.isEmpty()) {
            return new NameAnswer.Addresses(addresses);
        }
        String fault = four.fault == null ? six.fault : four.fault;
        if (fault != null) {
            return new NameAnswer.Unknown(fault);
        }
        return new NameAnswer.Absent(
                six.exists || four.exists ? "the host name has no address" : "the host name does not exist");
    }

    static List<InetAddress> inTurns(List<InetAddress> first, List<InetAddress> second) {
        List<InetAddress> turns = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                turns.add(first.get(i));
            }
            if (i < second.size()) {
                turns.add(second.get(i));
            }
        }
        return turns;
    }

    private static FamilyAnswer unknown(Throwable cause) {
        String message = cause.getMessage();
        String said = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return new FamilyAnswer(List.of(), true, said);
    }

    private static List<InetAddress> addresses(LookupResult result) {
        List<InetAddress> addresses = new ArrayList<>();
        for (Record each : result.getRecords()) {
            if (each instanceof ARecord four) {
                addresses.add(four.getAddress());
            } else if (each instanceof AAAARecord six) {
                addresses.add(six.getAddress());
            }
        }
        return addresses;
    }
}
