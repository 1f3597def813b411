/** The engine of datagrams by Linux's own system calls, many datagrams a call, without Netty. */
@NullMarked
package io.wideip.engine;

import org.jspecify.annotations.NullMarked;
