/** Readers of webhooks and IPNs: they authenticate, then parse. They need no framework. */
@NullMarked
package io.github.bankhub.feign.webhook;

import org.jspecify.annotations.NullMarked;
