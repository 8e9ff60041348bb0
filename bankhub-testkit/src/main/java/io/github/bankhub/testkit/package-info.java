/** The offline Bank Hub: in memory and over HTTP, with the control that a test holds. */
@NullMarked
package io.github.bankhub.testkit;

import org.jspecify.annotations.NullMarked;
