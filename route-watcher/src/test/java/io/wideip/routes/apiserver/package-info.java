/** Real API servers for tests, with etcd, on loopback. */
@NullMarked
package io.wideip.routes.apiserver;

import org.jspecify.annotations.NullMarked;
