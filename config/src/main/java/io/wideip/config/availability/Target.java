package io.wideip.config.availability;

import io.wideip.config.HealthCheck;

/**
 * What is probed: one VIP address with one health check for one host name. Equal targets are probed once, whoever needs them.
 *
 * @param address an IP address as text, or the host name of a VIP that has one
 * @param host the name asked for (HTTP Host and TLS SNI): the wide IP's for an application's check
 */
public record Target(String address, HealthCheck check, String host) {}
