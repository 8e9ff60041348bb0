/** Webhook events about link tokens, link sessions and linked accounts. */
@NullMarked
package io.github.bankhub.domain.event;

import org.jspecify.annotations.NullMarked;
