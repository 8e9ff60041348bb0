/** SePay Bank Hub over HTTP. Start with {@link io.github.bankhub.feign.FeignBankHub}. */
@NullMarked
package io.github.bankhub.feign;

import org.jspecify.annotations.NullMarked;
