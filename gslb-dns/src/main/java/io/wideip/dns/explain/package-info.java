/** Why clients get what they get: what the compiler tells. Values without logic. */
@NullMarked
package io.wideip.dns.explain;

import org.jspecify.annotations.NullMarked;
