/** How the members that Routes make are checked. */
@NullMarked
package io.wideip.routes.check;

import org.jspecify.annotations.NullMarked;
