/** How commands ask servers: where these are, and what comes of those that are not reached. */
@NullMarked
package io.wideip.app.client;

import org.jspecify.annotations.NullMarked;
