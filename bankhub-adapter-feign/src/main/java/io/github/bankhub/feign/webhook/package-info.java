/** Endpoints and readers of webhooks and IPNs, without a framework. */
@NullMarked
package io.github.bankhub.feign.webhook;

import org.jspecify.annotations.NullMarked;
