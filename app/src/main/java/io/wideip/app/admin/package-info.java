/** HTTP for operations, by TCP and by a unix socket, hardened against whoever reaches them: pages, and a service for those who may use it. */
@NullMarked
package io.wideip.app.admin;

import org.jspecify.annotations.NullMarked;
