/** One call: retry, circuit breaker, rate limiter, bulkhead and deadline. */
@NullMarked
package io.github.bankhub.feign.internal.call;

import org.jspecify.annotations.NullMarked;
