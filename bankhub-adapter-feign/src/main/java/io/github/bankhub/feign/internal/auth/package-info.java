/** Access tokens: one request for all callers, renewed before they expire. */
@NullMarked
package io.github.bankhub.feign.internal.auth;

import org.jspecify.annotations.NullMarked;
