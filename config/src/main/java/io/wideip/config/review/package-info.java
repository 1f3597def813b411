/** What is legal in a catalog, and surely not meant: the warnings. */
@NullMarked
package io.wideip.config.review;

import org.jspecify.annotations.NullMarked;
