/** What SePay tells by webhook about link tokens, sessions and linked accounts. */
@NullMarked
package io.github.bankhub.domain.event;

import org.jspecify.annotations.NullMarked;
