/** Why clients get what they get, and where they are: what the compiler tells, with the places where it is defined. */
@NullMarked
package io.wideip.app.explain;

import org.jspecify.annotations.NullMarked;
