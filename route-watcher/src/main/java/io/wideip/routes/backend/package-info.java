/** What is known of the pods behind a Route. */
@NullMarked
package io.wideip.routes.backend;

import org.jspecify.annotations.NullMarked;
