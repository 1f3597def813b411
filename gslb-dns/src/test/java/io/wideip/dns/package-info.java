/** What the tests of several packages share. */
@NullMarked
package io.wideip.dns;

import org.jspecify.annotations.NullMarked;
