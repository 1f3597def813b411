/** The log's way to standard error, on which no thread that works ever waits. */
@NullMarked
package io.wideip.app.log;

import org.jspecify.annotations.NullMarked;
