/** The webhook of the merchant: its address, its secret and its events. */
@NullMarked
package io.github.bankhub.domain.webhook;

import org.jspecify.annotations.NullMarked;
