/** The responder: a query's bytes and the client's address in, the reply's bytes out. Knows no transport. */
@NullMarked
package io.wideip.dns.answer;

import org.jspecify.annotations.NullMarked;
