/** What teams are told of their Routes. */
@NullMarked
package io.wideip.routes.feedback;

import org.jspecify.annotations.NullMarked;
