/** Link tokens: what opens the hosted page where a user links or unlinks a bank account. */
@NullMarked
package io.github.bankhub.domain.link;

import org.jspecify.annotations.NullMarked;
