/** What operations scrape: every metric of Wideip, as docs/metrics.md lists them. */
@NullMarked
package io.wideip.app.metrics;

import org.jspecify.annotations.NullMarked;
