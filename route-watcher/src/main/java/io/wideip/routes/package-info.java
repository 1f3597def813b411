/** Wide IPs from annotated OpenShift Routes. */
@NullMarked
package io.wideip.routes;

import org.jspecify.annotations.NullMarked;
