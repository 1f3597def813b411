/** What the RFCs ask of an authoritative server, asked of the running one: a class for each RFC, a row for each demand. */
@NullMarked
package io.wideip.e2e.conformance;

import org.jspecify.annotations.NullMarked;
