/** A small HTTP/1.1 server that can break connections on purpose. Knows nothing of Bank Hub. */
@NullMarked
package io.github.bankhub.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
