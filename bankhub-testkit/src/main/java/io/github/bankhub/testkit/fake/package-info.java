/** Bank Hub in memory. */
@NullMarked
package io.github.bankhub.testkit.fake;

import org.jspecify.annotations.NullMarked;
