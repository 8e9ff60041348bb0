/** Webhooks and IPNs of the offline Bank Hub: requests, deliveries and delivery faults. */
@NullMarked
package io.github.bankhub.testkit.webhook;

import org.jspecify.annotations.NullMarked;
