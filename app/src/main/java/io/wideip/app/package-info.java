/** The program: wiring, command line, admin HTTP, demo. */
@NullMarked
package io.wideip.app;

import org.jspecify.annotations.NullMarked;
