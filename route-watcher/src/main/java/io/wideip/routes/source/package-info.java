/** The Routes of all clusters as one source of the catalog. */
@NullMarked
package io.wideip.routes.source;

import org.jspecify.annotations.NullMarked;
