/** The service itself: one place of rules for the port in memory and for the wire. */
@NullMarked
package io.github.bankhub.testkit.internal;

import org.jspecify.annotations.NullMarked;
