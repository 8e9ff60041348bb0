/**
 * Contracts: JUnit test classes that check your own implementation. Extend {@link
 * io.github.bankhub.testkit.contract.BankHubContract} for a client of Bank Hub, or {@link
 * io.github.bankhub.testkit.contract.AccessTokenStoreContract}, {@link
 * io.github.bankhub.testkit.contract.DeduplicatorContract} and {@link
 * io.github.bankhub.testkit.contract.LinkTokenReferencesContract} for what machines share. The name
 * of each test starts with the number of its rule, such as {@code LT_13}.
 */
@NullMarked
package io.github.bankhub.testkit.contract;

import org.jspecify.annotations.NullMarked;
