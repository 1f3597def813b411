/** Drains: from what operators and the YAML order to the answers. */
@NullMarked
package io.wideip.app.drains;

import org.jspecify.annotations.NullMarked;
