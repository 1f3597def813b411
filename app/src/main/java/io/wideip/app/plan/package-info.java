/** What another directory of YAML would change for clients: told before it is put to use. */
@NullMarked
package io.wideip.app.plan;

import org.jspecify.annotations.NullMarked;
