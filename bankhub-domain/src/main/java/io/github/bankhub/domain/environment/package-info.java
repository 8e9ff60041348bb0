/** The environments of Bank Hub and their rules. */
@NullMarked
package io.github.bankhub.domain.environment;

import org.jspecify.annotations.NullMarked;
