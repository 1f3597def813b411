/** What whoever defines something is handed: mappings that know their places, whatever they are written in. */
@NullMarked
package io.wideip.config.section;

import org.jspecify.annotations.NullMarked;
