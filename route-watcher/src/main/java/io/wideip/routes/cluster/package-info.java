/** Follows the Routes of clusters: lists them, hears of changes, and goes on whatever an API server does. */
@NullMarked
package io.wideip.routes.cluster;

import org.jspecify.annotations.NullMarked;
