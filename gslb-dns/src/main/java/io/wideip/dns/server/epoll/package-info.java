/** Linux's epoll for TCP, by the few system calls that a connection needs. */
@NullMarked
package io.wideip.dns.server.epoll;

import org.jspecify.annotations.NullMarked;
