/** The transports on Netty: sockets, event loops, messages in streams and behind PROXY headers. */
@NullMarked
package io.wideip.dns.server;

import org.jspecify.annotations.NullMarked;
