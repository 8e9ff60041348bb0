/** Checks and JSON fields that the value types share. */
@NullMarked
package io.github.bankhub.domain.internal;

import org.jspecify.annotations.NullMarked;
