/** TLS for the streams: certificates that reload while they serve, and handshakes that hold up nobody else. */
@NullMarked
package io.wideip.dns.server.tls;

import org.jspecify.annotations.NullMarked;
