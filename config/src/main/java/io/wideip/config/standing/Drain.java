package io.wideip.config.standing;

import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.Vip;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * An operator's order that takes members out of the answers: those that all given parts cover. Two equal orders are one.
 *
 * @param wideIps whose members; null for all
 * @param datacenter whose VIPs; null for all
 * @param vip by name; null for all
 * @param left tenths of their weights that they keep for now, 0 to 9; 0 takes them out
 */
public record Drain(
        @Nullable Glob wideIps,
        @Nullable String datacenter,
        @Nullable String vip,
        int left) {
    /** One that takes them out. */
    public Drain(@Nullable Glob wideIps, @Nullable String datacenter, @Nullable String vip) {
        this(wideIps, datacenter, vip, 0);
    }

    /** The same, for now with some of the weight left. */
    public Drain withLeft(int tenths) {
        return new Drain(wideIps, datacenter, vip, tenths);
    }

    /** Whether it takes them out of the answers. */
    public boolean isWhole() {
        return left == 0;
    }

    public static Drain ofVip(String vip) {
        return new Drain(null, null, vip);
    }

    public static Drain ofDatacenter(String datacenter) {
        return new Drain(null, datacenter, null);
    }

    /** Whether it is for this VIP, in the wide IPs that it is for. */
    public boolean covers(Vip of) {
        return (datacenter == null || datacenter.equals(of.datacenter().name()))
                && (vip == null || vip.equals(of.name()));
    }

    /** Whether it is for this wide IP. */
    public boolean covers(DomainName wideIp) {
        return wideIps == null || wideIps.matches(wideIp.text());
    }

    static boolean cover(DomainName wideIp, Collection<Drain> drains) {
        return drains.stream().anyMatch(drain -> drain.covers(wideIp));
    }

    /** For people: {@code datacenter east, VIP ltm-east, wide IPs shop*.example.com}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (datacenter != null) {
            text.append("datacenter ").append(datacenter);
        }
        if (vip != null) {
            text.append(text.isEmpty() ? "" : ", ").append("VIP ").append(vip);
        }
        if (wideIps != null) {
            text.append(text.isEmpty() ? "" : ", ").append("wide IPs ").append(wideIps.text());
        }
        return (text.isEmpty() ? "everything" : text.toString())
                + (isWhole() ? "" : ", " + left * 10 + " % of the weight left");
    }
}
