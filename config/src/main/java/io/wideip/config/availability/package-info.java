/** The words that prober, compiler and app share about health: targets, verdicts, drains. */
@NullMarked
package io.wideip.config.availability;

import org.jspecify.annotations.NullMarked;
