/** Records as JSON, alike for the server and the commands that ask it. */
@NullMarked
package io.wideip.app.json;

import org.jspecify.annotations.NullMarked;
