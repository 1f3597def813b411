/** DNS over HTTPS (RFC 8484): HTTP/2 over TLS, GET and POST. */
@NullMarked
package io.wideip.dns.server.https;

import org.jspecify.annotations.NullMarked;
