/** Where clients are: from an address to a location, and from a location to an order of datacenters. No Netty, no dnsjava. */
@NullMarked
package io.wideip.dns.geo;

import org.jspecify.annotations.NullMarked;
