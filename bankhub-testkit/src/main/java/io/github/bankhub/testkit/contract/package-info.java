/**
 * Contracts: JUnit test classes that check an implementation of the ports. There is one contract
 * per operation. Extend it in your tests. The name of each test starts with the number of its rule,
 * such as {@code LT_13}.
 */
@NullMarked
package io.github.bankhub.testkit.contract;

import org.jspecify.annotations.NullMarked;
