package io.wideip.routes;

/**
 * That a router has admitted a Route.
 *
 * @param host that it admitted last; the Route's own may be another by now
 * @param admitted false where it has said since that it does not admit the Route any more
 */
public record Admission(String router, String host, boolean admitted) {}
