/** What sources define, and the one merge that makes the catalog of it. */
@NullMarked
package io.wideip.config.catalog;

import org.jspecify.annotations.NullMarked;
