/** Metrics, liveness and readiness over HTTP, hardened against whoever reaches the port. */
@NullMarked
package io.wideip.app.admin;

import org.jspecify.annotations.NullMarked;
