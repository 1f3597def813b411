/** The addresses of VIPs that have a host name, asked of the machine's nameservers without waiting. */
@NullMarked
package io.wideip.prober.names;

import org.jspecify.annotations.NullMarked;
