/** The transports: UDP and TCP on Netty. */
@NullMarked
package io.wideip.dns.server;

import org.jspecify.annotations.NullMarked;
