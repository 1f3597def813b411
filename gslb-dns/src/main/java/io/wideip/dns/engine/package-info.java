/** Who reads datagrams and writes replies: the interface between the responder and an engine, and what all engines share. */
@NullMarked
package io.wideip.dns.engine;

import org.jspecify.annotations.NullMarked;
