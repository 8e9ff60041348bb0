/** The clock that a test advances. */
@NullMarked
package io.github.bankhub.testkit.clock;

import org.jspecify.annotations.NullMarked;
