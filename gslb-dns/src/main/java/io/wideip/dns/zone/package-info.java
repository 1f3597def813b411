/** Static records of a zone, from master-file text, by dnsjava. */
@NullMarked
package io.wideip.dns.zone;

import org.jspecify.annotations.NullMarked;
