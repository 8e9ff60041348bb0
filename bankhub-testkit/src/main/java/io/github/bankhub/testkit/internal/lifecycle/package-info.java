/** The lifecycle of link tokens, their sessions and the linked accounts. */
@NullMarked
package io.github.bankhub.testkit.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
