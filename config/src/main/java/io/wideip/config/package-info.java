/** The catalog: all that is configured, as immutable values. Knows nothing of YAML's syntax, DNS messages or sockets. */
@NullMarked
package io.wideip.config;

import org.jspecify.annotations.NullMarked;
