/**
 * What all have in common that ask a cluster's API now and then: a thread, a pace, another try, missing rights, a log that no flood
 * fills.
 */
@NullMarked
package io.wideip.routes.api;

import org.jspecify.annotations.NullMarked;
