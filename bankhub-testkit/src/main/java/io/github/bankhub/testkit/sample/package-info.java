/** SePay's public test accounts, and the values of its documentation's samples. */
@NullMarked
package io.github.bankhub.testkit.sample;

import org.jspecify.annotations.NullMarked;
