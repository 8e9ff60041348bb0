/** The offline Bank Hub: in memory and over HTTP, with its control for tests. */
@NullMarked
package io.github.bankhub.testkit;

import org.jspecify.annotations.NullMarked;
