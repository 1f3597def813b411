/** How servers stand, for people, and where several of them differ. */
@NullMarked
package io.wideip.app.status;

import org.jspecify.annotations.NullMarked;
