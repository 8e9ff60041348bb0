/** The delivery of webhooks: schedule, retries and the HTTP sender. */
@NullMarked
package io.github.bankhub.testkit.internal.delivery;

import org.jspecify.annotations.NullMarked;
