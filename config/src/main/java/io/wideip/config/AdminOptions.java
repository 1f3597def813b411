package io.wideip.config;

import java.net.InetSocketAddress;

/**
 * Where metrics and readiness are served.
 *
 * @param listen port 0 takes a free one
 * @param isDefault whether no address is written: where this machine does not have this one, the server does without
 */
public record AdminOptions(InetSocketAddress listen, boolean isDefault) {}
