/** The server as its users meet it: a process, real load balancers, clients and resolvers. */
@NullMarked
package io.wideip.e2e;

import org.jspecify.annotations.NullMarked;
