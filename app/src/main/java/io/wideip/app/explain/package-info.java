/** Why clients get what they get, for the API: what the compiler tells, with the places where it is defined. */
@NullMarked
package io.wideip.app.explain;

import org.jspecify.annotations.NullMarked;
