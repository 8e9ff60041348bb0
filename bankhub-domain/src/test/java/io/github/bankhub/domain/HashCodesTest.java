package io.github.bankhub.domain;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.environment.BankHubEnvironment.PRODUCTION;
import static io.github.bankhub.domain.environment.BankHubEnvironment.SANDBOX;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.auth.ClientSecret;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.webhook.NewWebhook;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A constant hash code is correct, and makes each hash table of these values a list. */
class HashCodesTest {

  static Stream<Arguments> different_values() {
    LinkTokenRequest link = LinkTokenRequest.link(COMPANY);
    return Stream.of(
        arguments(link, link.on(Platform.MOBILE_APP)),
        arguments(SANDBOX, PRODUCTION),
        arguments(BankAccountQuery.ALL, BankAccountQuery.ALL.ofCompany(COMPANY)),
        arguments(new BrandName("MBBank"), new BrandName("ACB")),
        arguments(new ClientSecret("one"), new ClientSecret("two")),
        arguments(new AccountNumber("0123"), new AccountNumber("123")),
        arguments(new SensitiveNumber("one"), new SensitiveNumber("two")),
        arguments(
            SimulatedTransaction.credit(ACCOUNT, BigDecimal.ONE, "one"),
            SimulatedTransaction.credit(ACCOUNT, BigDecimal.ONE, "two")),
        arguments(MerchantSettingsChange.customCss("one"), MerchantSettingsChange.customCss("two")),
        arguments(webhook("one"), webhook("two")),
        arguments(event("one"), event("two")),
        arguments(
            JsonFields.of(Map.of("one", 1), VIETNAM), JsonFields.of(Map.of("one", 2), VIETNAM)),
        arguments(
            HostedLink.of("https://bankhub.sepay.vn/link/1"),
            HostedLink.of("https://bankhub.sepay.vn/link/2")),
        arguments(
            LinkTokenExpiry.read(EXPIRY_TEXT, VIETNAM),
            LinkTokenExpiry.read("2025-10-25 15:04:06", VIETNAM)));
  }

  private static NewWebhook webhook(String secret) {
    return NewWebhook.to(URI.create("https://yourapp.example"), new WebhookSecret(secret));
  }

  private static WebhookEvent event(String xid) {
    return WebhookEvent.of(
        Map.of("xid", xid, "event", "LINK_TOKEN_REVOKED", "timestamp", 1769830200));
  }

  @ParameterizedTest
  @MethodSource("different_values")
  void different_values_have_different_hash_codes(Object one, Object other) {
    assertThat(one).isNotEqualTo(other);
    assertThat(one.hashCode()).isNotEqualTo(other.hashCode());
  }
}
