package io.github.bankhub.domain.internal;

import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.bankhub.domain.DocsTable;
import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of times in {@code docs/values.md}, for each kind of field with a time. */
class SePayTimesTest {

  @TestFactory
  Stream<DynamicTest> LT_12_a_time_is_read_as_documented() {
    return each((text, time) -> assertThat(SePayTimes.read(text, VIETNAM)).isEqualTo(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T03:30:00Z",
        "2026-12-31T23:59:59.999999999Z",
        "0999-01-02T03:04:05Z",
        "-0001-06-07T08:09:10Z",
        "+10000-01-01T00:00:00Z"
      })
  void LT_12_a_time_is_written_as_documented(Instant time) {
    assertThat(SePayTimes.write(time, VIETNAM))
        .isEqualTo(
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                .format(time.atZone(VIETNAM)));
  }

  @TestFactory
  Stream<DynamicTest> LT_12_an_expiry_is_read_as_documented() {
    return each(
        (text, time) -> {
          assertThat(expiry(text).instant()).isEqualTo(time);
          assertThat(expiry(text).text()).isEqualTo(text);
        });
  }

  @TestFactory
  Stream<DynamicTest> BA_05_a_time_of_an_object_is_read_as_documented() {
    return each(
        (text, time) ->
            assertThat(Company.of(Map.of("xid", "c-1", "created_at", text), VIETNAM).createdAt())
                .isEqualTo(time));
  }

  @TestFactory
  Stream<DynamicTest> IP_01_the_time_of_an_ipn_is_read_as_documented() {
    return each((text, time) -> assertThat(ipn(text).transactionDate()).isEqualTo(time));
  }

  @TestFactory
  Stream<DynamicTest> WH_03_the_time_of_a_webhook_is_read_as_documented() {
    return each(
        (text, time) -> {
          if (time.isPresent()) {
            assertThat(event(text).timestamp()).isEqualTo(time.get());
          } else {
            assertThatThrownBy(() -> event(text)).isInstanceOf(InvalidFieldException.class);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> LT_12_a_time_that_is_a_number_is_read_as_documented() {
    return each(
        (text, time) -> {
          if (text.matches("[0-9.]+") && time.isPresent()) {
            assertThat(event(new BigDecimal(text)).timestamp()).isEqualTo(time.get());
            assertThat(expiry(new BigDecimal(text)).instant()).isEqualTo(time);
          }
        });
  }

  private static Stream<DynamicTest> each(Assertion assertion) {
    return DocsTable.rows("times").map(row -> dynamicTest(row.get(0), () -> check(row, assertion)));
  }

  private static void check(List<String> row, Assertion assertion) {
    Optional<Instant> time =
        Optional.of(row.get(1)).filter(it -> !it.equals("–")).map(Instant::parse);
    assertThat(row.size() > 2 && !row.get(2).isEmpty()).isEqualTo(time.isEmpty());
    assertion.check(row.get(0), time);
  }

  private static LinkTokenExpiry expiry(Object expiresAt) {
    return LinkToken.of(
            Map.of(
                "xid",
                "lt-1",
                "link_token",
                "s3cret",
                "hosted_link_url",
                "https://example.com/1",
                "expires_at",
                expiresAt),
            VIETNAM)
        .expiry();
  }

  private static BalanceNotification ipn(String text) {
    return BalanceNotification.of(
        Map.of(
            "transaction_id",
            "t-1",
            "transfer_type",
            "credit",
            "amount",
            1,
            "account_number",
            "1",
            "transaction_date",
            text));
  }

  private static WebhookEvent event(Object timestamp) {
    return WebhookEvent.of(Map.of("xid", "e-1", "event", "X", "timestamp", timestamp));
  }

  /** What a text becomes. */
  @FunctionalInterface
  private interface Assertion {
    void check(String text, Optional<Instant> time);
  }
}
