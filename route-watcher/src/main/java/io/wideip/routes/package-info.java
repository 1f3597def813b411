/** Will make wide IPs from annotated OpenShift Routes: informers, one per cluster, and a pure mapper from Route to catalog part. */
@NullMarked
package io.wideip.routes;

import org.jspecify.annotations.NullMarked;
