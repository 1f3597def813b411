/** Which connections may stay: limits, deadlines, and who goes first; and what is said when one fails. */
@NullMarked
package io.wideip.dns.server.connection;

import org.jspecify.annotations.NullMarked;
