package io.github.bankhub.feign.internal.call;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;

/** The Resilience4j registries that hold the instances of a hub. */
public record Registries(
    RetryRegistry retries,
    CircuitBreakerRegistry circuits,
    BulkheadRegistry bulkheads,
    RateLimiterRegistry rates) {}
