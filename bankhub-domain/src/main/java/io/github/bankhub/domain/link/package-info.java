/** Link tokens, which open the hosted page to link or unlink a bank account. */
@NullMarked
package io.github.bankhub.domain.link;

import org.jspecify.annotations.NullMarked;
