/** Policies: pure functions from candidates and their availability to a choice. No Netty, no dnsjava. */
@NullMarked
package io.wideip.dns.policy;

import org.jspecify.annotations.NullMarked;
