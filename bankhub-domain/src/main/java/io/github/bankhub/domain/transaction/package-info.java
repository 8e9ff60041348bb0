/** Transactions of linked bank accounts. */
@NullMarked
package io.github.bankhub.domain.transaction;

import org.jspecify.annotations.NullMarked;
