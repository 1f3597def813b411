/** Probes targets and judges them up or down: scheduler, probes, rise and fall, the table of verdicts. */
@NullMarked
package io.wideip.prober;

import org.jspecify.annotations.NullMarked;
