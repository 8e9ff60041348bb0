/** The contracts, run on the implementation in memory and on mutants of it. */
@NullMarked
package io.github.bankhub.testkit.contract;

import org.jspecify.annotations.NullMarked;
