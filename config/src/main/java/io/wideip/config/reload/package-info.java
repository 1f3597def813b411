/** Watches a directory of YAML; a directory with a problem is refused whole. */
@NullMarked
package io.wideip.config.reload;

import org.jspecify.annotations.NullMarked;
