/** A catalogue of faults that a test can inject into an offline Bank Hub. */
@NullMarked
package io.github.bankhub.testkit.fault;

import org.jspecify.annotations.NullMarked;
