/** Link tokens and the visits to their pages, as the service keeps them. */
@NullMarked
package io.github.bankhub.testkit.internal.life;

import org.jspecify.annotations.NullMarked;
