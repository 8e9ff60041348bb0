/** Bank Hub over HTTP, offline. */
@NullMarked
package io.github.bankhub.testkit.server;

import org.jspecify.annotations.NullMarked;
