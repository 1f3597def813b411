/** How members stand: targets and what is known of them, drains, and what they make of each member. */
@NullMarked
package io.wideip.config.standing;

import org.jspecify.annotations.NullMarked;
