/** Who is answered, and how much: access lists, response rate limiting, DNS cookies. No Netty, no dnsjava. */
@NullMarked
package io.wideip.dns.admission;

import org.jspecify.annotations.NullMarked;
