/** The clock that a test turns. */
@NullMarked
package io.github.bankhub.testkit.clock;

import org.jspecify.annotations.NullMarked;
