package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The request that created a link token. Immutable.
 *
 * @param redirect the completion redirect, as the request gave it; null if it gave none
 * @param account the account to unlink; null if the token links an account
 */
public record LinkTokenSpec(
    CompanyXid company,
    String companyName,
    Purpose purpose,
    @Nullable String redirect,
    int mobileApp,
    String language,
    @Nullable BankAccountXid account) {}
