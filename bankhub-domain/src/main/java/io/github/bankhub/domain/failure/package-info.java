/** Everything that can go wrong, one type for each decision that a caller can take. */
@NullMarked
package io.github.bankhub.domain.failure;

import org.jspecify.annotations.NullMarked;
