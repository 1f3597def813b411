/** What outlasts a restart: whole, checked files in one directory. */
@NullMarked
package io.wideip.config.state;

import org.jspecify.annotations.NullMarked;
