/** Drills: a datacenter is drained, the answers of every name server are watched until they have moved, and it is resumed. */
@NullMarked
package io.wideip.app.drill;

import org.jspecify.annotations.NullMarked;
