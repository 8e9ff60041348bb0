/** Webhooks of the offline Bank Hub: where they go, when, and what goes wrong on the way. */
@NullMarked
package io.github.bankhub.testkit.webhook;

import org.jspecify.annotations.NullMarked;
