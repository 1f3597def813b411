package io.wideip.config;

/** Where a VIP listens for the applications behind it. */
public record VipPorts(int http, int https) {
    public static final VipPorts STANDARD = new VipPorts(80, 443);
}
