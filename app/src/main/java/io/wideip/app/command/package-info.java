/** The command line: what people type, what they read, and the exit codes. */
@NullMarked
package io.wideip.app.command;

import org.jspecify.annotations.NullMarked;
