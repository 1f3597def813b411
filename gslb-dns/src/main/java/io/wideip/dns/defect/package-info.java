/** What is said, once a minute, of a failure that any packet may bring about. */
@NullMarked
package io.wideip.dns.defect;

import org.jspecify.annotations.NullMarked;
