/** What another catalog would change for clients: what a comparison tells. Values without logic. */
@NullMarked
package io.wideip.dns.plan;

import org.jspecify.annotations.NullMarked;
