/** Routes from manifests in a directory, in place of a cluster's API. */
@NullMarked
package io.wideip.routes.manifest;

import org.jspecify.annotations.NullMarked;
