package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What a link token was created for. Immutable.
 *
 * @param redirect where the browser goes at the end, as it was given; null if it stays
 * @param account the account to unlink; null in a token to link
 */
public record LinkTokenSpec(
    CompanyXid company,
    String companyName,
    Purpose purpose,
    @Nullable String redirect,
    int mobileApp,
    String language,
    @Nullable BankAccountXid account) {}
