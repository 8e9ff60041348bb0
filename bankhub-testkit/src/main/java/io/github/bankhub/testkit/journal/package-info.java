/** The calls that the offline Bank Hub received, and the style of its error responses. */
@NullMarked
package io.github.bankhub.testkit.journal;

import org.jspecify.annotations.NullMarked;
