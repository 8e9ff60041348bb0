/** The operations of Bank Hub. */
@NullMarked
package io.github.bankhub.domain.operation;

import org.jspecify.annotations.NullMarked;
