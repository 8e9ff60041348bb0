/** The Bank Hub that is talked to, and the rules that hold there. */
@NullMarked
package io.github.bankhub.domain.environment;

import org.jspecify.annotations.NullMarked;
