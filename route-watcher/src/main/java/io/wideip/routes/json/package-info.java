/** From the JSON of the Kubernetes API to types of ours, with nothing read that is not used. */
@NullMarked
package io.wideip.routes.json;

import org.jspecify.annotations.NullMarked;
