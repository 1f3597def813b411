/** What operators and the YAML order: drains, kept over a restart. */
@NullMarked
package io.wideip.config.orders;

import org.jspecify.annotations.NullMarked;
