/** DNS messages as bytes: the question's parser, EDNS options, the constants of RFC 1035 and its successors. */
@NullMarked
package io.wideip.dns.wire;

import org.jspecify.annotations.NullMarked;
