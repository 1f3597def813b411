/** The API: what may be asked and ordered at {@code /api/v1}, with the records that its JSON is made of. */
@NullMarked
package io.wideip.app.api;

import org.jspecify.annotations.NullMarked;
