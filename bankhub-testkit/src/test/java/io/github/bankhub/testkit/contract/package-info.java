/** The contract suites, run on the fake and on implementations that are wrong on purpose. */
@NullMarked
package io.github.bankhub.testkit.contract;

import org.jspecify.annotations.NullMarked;
