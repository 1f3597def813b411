/** What application teams write at their Routes, and what is wrong with it. */
@NullMarked
package io.wideip.routes.annotation;

import org.jspecify.annotations.NullMarked;
