/** From annotated Routes to definitions of wide IPs. Pure: nothing here waits, reads or throws, whatever Routes say. */
@NullMarked
package io.wideip.routes.mapping;

import org.jspecify.annotations.NullMarked;
