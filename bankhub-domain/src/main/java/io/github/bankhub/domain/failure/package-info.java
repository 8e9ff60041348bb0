/** Failures: one exception for each decision that a caller can make. */
@NullMarked
package io.github.bankhub.domain.failure;

import org.jspecify.annotations.NullMarked;
