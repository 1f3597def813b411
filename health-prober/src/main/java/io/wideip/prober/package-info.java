/** Probes targets and judges them up or down: the schedule, rise and fall, the table of verdicts. */
@NullMarked
package io.wideip.prober;

import org.jspecify.annotations.NullMarked;
