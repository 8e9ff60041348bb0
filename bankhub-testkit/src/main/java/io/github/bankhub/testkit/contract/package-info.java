/**
 * What every implementation of the ports must do, as JUnit suites to extend. Each test is named by
 * the number of its rule, such as {@code LT_13}, and by the rule.
 */
@NullMarked
package io.github.bankhub.testkit.contract;

import org.jspecify.annotations.NullMarked;
