/** Changes of answers: values that the compiler gives to whoever keeps or tells them. */
@NullMarked
package io.wideip.dns.change;

import org.jspecify.annotations.NullMarked;
