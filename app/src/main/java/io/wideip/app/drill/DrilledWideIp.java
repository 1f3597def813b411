package io.wideip.app.drill;

import java.util.Set;

/**
 * A wide IP with members that a drill takes away.
 *
 * @param leaving the addresses of these as answers have them, and the names that aliases lead to
 */
public record DrilledWideIp(String name, String zone, Set<String> leaving) {}
