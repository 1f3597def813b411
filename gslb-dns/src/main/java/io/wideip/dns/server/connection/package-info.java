/** Which connections may stay: limits, deadlines, and who goes first. */
@NullMarked
package io.wideip.dns.server.connection;

import org.jspecify.annotations.NullMarked;
