package io.github.bankhub.domain;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.SECRET_TEXT;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Named.named;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.auth.ClientSecret;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.domain.webhook.WebhookConfiguration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskingTest {

  private static final Instant START = Instant.EPOCH;
  private static final CallDetails CALL =
      CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 401).withExcerpt(SECRET_TEXT);

  private static final URI WEBHOOK = URI.create("https://yourapp.example/?key=" + SECRET_TEXT);

  static Stream<Named<Object>> holders() {
    LinkTokenRequest request =
        LinkTokenRequest.link(COMPANY).withUncheckedField("extra", SECRET_TEXT);
    return Stream.of(
        named("client secret", new ClientSecret(SECRET_TEXT)),
        named("credentials", ClientCredentials.of("client", SECRET_TEXT)),
        named("access token", new AccessToken(SECRET_TEXT, START, START.plusSeconds(1))),
        named("link token secret", new LinkTokenSecret(SECRET_TEXT)),
        named("webhook secret", new WebhookSecret(SECRET_TEXT)),
        named("IPN key", new IpnApiKey(SECRET_TEXT)),
        named("personal number", new SensitiveNumber(SECRET_TEXT)),
        named("account number", new AccountNumber(SECRET_TEXT + "-0000")),
        named("received object", BankAccount.of(received(), VIETNAM)),
        named("search", BankAccountQuery.ALL.matching(SECRET_TEXT)),
        named("transaction", Transaction.of(transaction(), VIETNAM)),
        named("search for transactions", TransactionQuery.ALL.matching(SECRET_TEXT)),
        named(
            "simulated transaction",
            SimulatedTransaction.credit(ACCOUNT, BigDecimal.ONE, SECRET_TEXT)),
        named("new company", NewCompany.active(SECRET_TEXT)),
        named("change of a company", CompanyChange.fullName(SECRET_TEXT)),
        named("change of settings", MerchantSettingsChange.customCss(SECRET_TEXT)),
        named("new webhook", NewWebhook.to(WEBHOOK, new WebhookSecret(SECRET_TEXT))),
        named("webhook", WebhookConfiguration.of(webhook(), VIETNAM)),
        named("hosted link", Sample.HOSTED_LINK),
        named("link token", Sample.LINK_TOKEN),
        named("request with an unchecked field", request),
        named("failed call", CALL),
        named("exception", new AccessDeniedException(CALL, "the access token")));
  }

  private static Map<String, Object> webhook() {
    return Map.of("webhook_url", WEBHOOK.toString(), "secret_key", SECRET_TEXT);
  }

  static Stream<Named<ThrowingCallable>> rejections() {
    String broken = SECRET_TEXT + "\n";
    return Stream.of(
        named("client secret", () -> new ClientSecret(broken)),
        named("credentials", () -> ClientCredentials.of("client", broken)),
        named("link token secret", () -> new LinkTokenSecret(broken)),
        named("webhook secret", () -> new WebhookSecret(broken)),
        named("IPN key", () -> new IpnApiKey(" " + SECRET_TEXT)),
        named(
            "simulated transaction",
            () -> SimulatedTransaction.credit(ACCOUNT, BigDecimal.ONE, broken)),
        named("access token", () -> new AccessToken(SECRET_TEXT + " ", START, START)),
        named("access token's validity period", () -> new AccessToken(SECRET_TEXT, START, START)),
        named("hosted link, bad syntax", () -> HostedLink.of("https://x.vn/?q=|" + SECRET_TEXT)),
        named("hosted link, bad scheme", () -> HostedLink.of("ftp://x.vn/" + SECRET_TEXT)),
        named("hosted link, relative", () -> HostedLink.of("//x.vn/" + SECRET_TEXT)),
        named("base URI with a user", () -> custom("https://u:" + SECRET_TEXT + "@x.vn")),
        named("base URI, odd host", () -> custom("https://u:" + SECRET_TEXT + "@x_y.vn")),
        named("base URI, no slashes", () -> custom("https:u:" + SECRET_TEXT + "@x.vn")));
  }

  @Nested
  class Printing {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.MaskingTest#holders")
    void LT_24_masks_what_is_secret(Object holder) {
      assertThat(holder.toString()).isNotBlank().doesNotContain(SECRET_TEXT);
    }
  }

  /** Jackson and Gson can be set to write private fields. They leave out transient ones. */
  @Nested
  class Serializing {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.MaskingTest#holders")
    void LT_24_what_is_secret_is_in_transient_fields(Object holder) {
      assertThat(written(holder)).doesNotContain(SECRET_TEXT);
    }

    /** The texts in all fields that are not transient, at every depth. */
    private static String written(@Nullable Object value) {
      if (value instanceof CallDetails || value instanceof Throwable || !isOurs(value)) {
        return String.valueOf(value);
      }
      StringBuilder text = new StringBuilder();
      for (Class<?> type = value.getClass(); isOurs(type); type = type.getSuperclass()) {
        Stream.of(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .filter(field -> !Modifier.isTransient(field.getModifiers()))
            .forEach(field -> text.append(written(get(field, value))));
      }
      return text.toString();
    }

    private static boolean isOurs(@Nullable Object value) {
      return value != null && isOurs(value.getClass());
    }

    private static boolean isOurs(Class<?> type) {
      return type.getName().startsWith("io.github.bankhub");
    }

    private static @Nullable Object get(Field field, Object object) {
      try {
        field.setAccessible(true);
        return field.get(object);
      } catch (IllegalAccessException e) {
        throw new LinkageError(field.toString(), e);
      }
    }
  }

  @Nested
  class Rejecting {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.MaskingTest#rejections")
    void LT_24_shows_no_secret_in_the_whole_stack_trace(ThrowingCallable making) {
      StringWriter trace = new StringWriter();
      Throwable rejection = catchThrowable(making);
      rejection.printStackTrace(new PrintWriter(trace));

      assertThat(rejection).isInstanceOf(IllegalArgumentException.class);
      assertThat(trace.toString()).doesNotContain(SECRET_TEXT);
    }
  }

  private static Map<String, Object> received() {
    return Map.of("xid", "a-1", "account_number", SECRET_TEXT, "account_holder_name", SECRET_TEXT);
  }

  private static Map<String, Object> transaction() {
    return Map.of(
        "transaction_id",
        "t-1",
        "account_number",
        SECRET_TEXT,
        "transaction_content",
        SECRET_TEXT,
        "va",
        SECRET_TEXT);
  }

  private static BankHubEnvironment custom(String baseUri) {
    return BankHubEnvironment.custom(URI.create(baseUri));
  }
}
