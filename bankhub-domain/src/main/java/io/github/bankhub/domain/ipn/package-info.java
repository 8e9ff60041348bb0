/** The IPN, SePay's notification about credits and debits. */
@NullMarked
package io.github.bankhub.domain.ipn;

import org.jspecify.annotations.NullMarked;
