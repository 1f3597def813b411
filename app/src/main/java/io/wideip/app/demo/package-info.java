/** Two datacenters of small local HTTP servers and the real server, ready to be asked and to be broken. */
@NullMarked
package io.wideip.app.demo;

import org.jspecify.annotations.NullMarked;
