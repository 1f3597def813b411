/** Benchmarks of parts of the server, by its public interfaces, so that they outlive how it is made inside. */
@NullMarked
package io.wideip.bench;

import org.jspecify.annotations.NullMarked;
