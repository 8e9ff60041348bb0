package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.Purpose;
import org.jspecify.annotations.Nullable;

/** The request that created a link token. Immutable. Only a request to unlink has an account. */
public record LinkTokenSpec(
    CompanyXid company,
    String companyName,
    Purpose purpose,
    @Nullable String redirect,
    int mobileApp,
    String language,
    @Nullable BankAccountXid account) {}
