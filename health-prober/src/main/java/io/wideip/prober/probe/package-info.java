/** The types of probes, and the machinery on which one attempt of any of them runs. */
@NullMarked
package io.wideip.prober.probe;

import org.jspecify.annotations.NullMarked;
