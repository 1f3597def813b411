/** What outlasts a restart: whole, checked files, and checked lines, in one directory. */
@NullMarked
package io.wideip.config.state;

import org.jspecify.annotations.NullMarked;
