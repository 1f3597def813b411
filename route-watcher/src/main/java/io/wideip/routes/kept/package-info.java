/** What is known of Routes, kept over a restart. */
@NullMarked
package io.wideip.routes.kept;

import org.jspecify.annotations.NullMarked;
