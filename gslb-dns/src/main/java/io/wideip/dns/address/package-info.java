/** From addresses of both families to numbers: what access lists, rate limits and locations look up. No Netty, no dnsjava. */
@NullMarked
package io.wideip.dns.address;

import org.jspecify.annotations.NullMarked;
