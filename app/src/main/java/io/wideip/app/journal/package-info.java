/** The journal: which answers have changed, when and why. */
@NullMarked
package io.wideip.app.journal;

import org.jspecify.annotations.NullMarked;
