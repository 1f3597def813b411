/** The compiler: from a catalog and verdicts to bytes that are ready to be sent. */
@NullMarked
package io.wideip.dns.snapshot;

import org.jspecify.annotations.NullMarked;
