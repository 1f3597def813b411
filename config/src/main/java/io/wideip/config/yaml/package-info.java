/** From YAML text to a catalog, or to every problem with its file, line and column. */
@NullMarked
package io.wideip.config.yaml;

import org.jspecify.annotations.NullMarked;
