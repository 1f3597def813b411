/** Many domain names in little memory: packed, hashed, in shards that are copied when written. */
@NullMarked
package io.wideip.config.names;

import org.jspecify.annotations.NullMarked;
