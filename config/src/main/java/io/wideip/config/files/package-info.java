/** Files that are polled, and read again when they have changed. */
@NullMarked
package io.wideip.config.files;

import org.jspecify.annotations.NullMarked;
