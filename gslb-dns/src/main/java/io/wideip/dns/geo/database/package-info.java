/** What databases say of addresses: files of MaxMind DB format, read into tables of our own. No Netty, no dnsjava. */
@NullMarked
package io.wideip.dns.geo.database;

import org.jspecify.annotations.NullMarked;
