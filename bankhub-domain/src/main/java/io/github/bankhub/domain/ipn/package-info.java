/** What SePay tells by IPN about money that came or went. */
@NullMarked
package io.github.bankhub.domain.ipn;

import org.jspecify.annotations.NullMarked;
