/** The threads that the testkit creates. */
@NullMarked
package io.github.bankhub.testkit.internal.thread;

import org.jspecify.annotations.NullMarked;
