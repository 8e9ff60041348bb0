package io.github.bankhub.domain.merchant;

import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.merchant.Logo.Format;
import io.github.bankhub.domain.merchant.MerchantCounter.Day;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.MerchantSettings;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantSettingsTest {

  private static final String KEYWORDS = "transaction_whitelist_remark_keywords";
  private static final String CSS = "global_hosted_link_custom_css";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 7};
  private static final byte[] JPG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

  @Nested
  class A_change {

    @Test
    void sends_keywords_once_and_without_spaces_around_them() {
      assertThat(MerchantSettingsChange.keywords(List.of(" DH ", "Tiền nhà", "DH", "dh")).fields())
          .isEqualTo(Map.of(KEYWORDS, List.of("DH", "Tiền nhà", "dh")));
    }

    @Test
    void may_remove_the_keywords_and_the_CSS() {
      assertThat(
              MerchantSettingsChange.keywords(List.of())
                  .and(MerchantSettingsChange.withoutCustomCss())
                  .fields())
          .isEqualTo(Map.of(KEYWORDS, List.of(), CSS, ""));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\nb", "\u202eDH"})
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void rejects_a_keyword_that_is_blank_or_has_a_control_character(@Nullable String keyword) {
      assertRejected(
          KEYWORDS, () -> MerchantSettingsChange.keywords(Collections.singletonList(keyword)));
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void rejects_what_is_missing() {
      assertRejected(KEYWORDS, () -> MerchantSettingsChange.keywords(null));
      assertRejected(CSS, () -> MerchantSettingsChange.customCss(null));
      assertRejected(CSS, () -> MerchantSettingsChange.customCss("\n"))
          .hasMessageContaining("withoutCustomCss()");
    }

    @Test
    void sends_CSS_with_its_lines() {
      String css = "body {\n\tcolor: red;\r\n}";
      assertThat(MerchantSettingsChange.customCss(css).fields()).isEqualTo(Map.of(CSS, css));
    }

    @ParameterizedTest
    @CsvSource({
      "a {} <SCRIPT src=x>, <script",
      "a {} </Style ><b>, </style",
      "a { background: url(JavaScript:x) }, javascript:"
    })
    void rejects_CSS_with_a_script_and_names_what_it_found(String css, String found) {
      assertRejected(CSS, () -> MerchantSettingsChange.customCss(css))
          .hasMessageContaining("contains " + found + ";");
    }

    @Test
    void is_equal_by_its_fields_and_shows_only_their_names() {
      MerchantSettingsChange red = MerchantSettingsChange.customCss("red {}");
      assertThat(MerchantSettingsChange.customCss("blue {}").and(red))
          .isEqualTo(red)
          .hasSameHashCodeAs(red)
          .isNotEqualTo(MerchantSettingsChange.customCss("blue {}"))
          .isNotEqualTo(CSS)
          .hasToString("MerchantSettingsChange[" + CSS + "]");
    }
  }

  @Nested
  class The_configuration {

    @Test
    void C18_has_what_SePay_sent_and_the_CSS_is_optional() {
      MerchantConfiguration configuration =
          of(Map.of(KEYWORDS, List.of("DH"), "logo_url", "https://sepay.example/1-2.png"));
      assertThat(configuration.keywords()).containsExactly("DH");
      assertThat(configuration.customCss()).isEmpty();
      assertThat(configuration.logoUrl()).contains(URI.create("https://sepay.example/1-2.png"));
      assertThat(configuration)
          .hasToString("MerchantConfiguration[[DH], Optional[https://sepay.example/1-2.png]]");
      assertThat(of(Map.of(CSS, "a {\n}")).customCss()).contains("a {\n}");
    }

    @Test
    void is_empty_if_all_of_it_is_null() {
      Map<String, @Nullable Object> unset = new HashMap<>();
      unset.put(KEYWORDS, null);
      unset.put(CSS, null);
      unset.put("logo_url", null);
      assertThat(of(unset).keywords()).isEmpty();
      assertThat(of(unset).customCss()).isEmpty();
      assertThat(of(unset).logoUrl()).isEmpty();
    }

    @Test
    void has_no_logo_if_its_address_cannot_be_read() {
      assertThat(of(Map.of("logo_url", "not an address")).logoUrl()).isEmpty();
    }

    @Test
    void C10_a_keyword_may_be_a_number() {
      assertThat(of(Map.of(KEYWORDS, List.of("DH", 2026))).keywords())
          .containsExactly("DH", "2026");
    }

    @Test
    void needs_one_of_its_fields() {
      assertRejected(KEYWORDS, () -> of(Map.of("message", "OK")));
    }

    @Test
    void rejects_keywords_that_cannot_be_read_because_none_would_mean_all() {
      assertRejected(KEYWORDS, () -> of(Map.of(KEYWORDS, "DH")));
      assertRejected(KEYWORDS, () -> of(Map.of(KEYWORDS, List.of("DH", Map.of()))));
    }

    private static MerchantConfiguration of(Map<String, ? extends @Nullable Object> fields) {
      return MerchantConfiguration.of(fields, VIETNAM);
    }
  }

  @Nested
  class A_logo {

    @Test
    void has_the_format_of_its_first_bytes() {
      assertThat(Logo.of(PNG).format()).isEqualTo(Format.PNG);
      assertThat(Format.PNG.mediaType()).isEqualTo("image/png");
      assertThat(Format.PNG.fileName()).isEqualTo("logo.png");
      assertThat(Logo.of(JPG).format()).isEqualTo(Format.JPG);
      assertThat(Format.JPG.mediaType()).isEqualTo("image/jpeg");
      assertThat(Format.JPG.fileName()).isEqualTo("logo.jpg");
    }

    @Test
    void rejects_any_other_format() {
      assertRejected("logo", () -> Logo.of("GIF89a".getBytes(US_ASCII)));
      assertRejected("logo", () -> Logo.of(new byte[0]));
      assertRejected("logo", () -> Logo.of(Arrays.copyOf(PNG, 7)));
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void must_be_there() {
      assertRejected("logo", () -> Logo.of(null));
    }

    @Test
    void has_at_most_1048576_bytes() {
      assertThat(Logo.of(Arrays.copyOf(PNG, 1_048_576)).bytes()).hasSize(1_048_576);
      assertRejected("logo", () -> Logo.of(Arrays.copyOf(PNG, 1_048_577)))
          .hasMessageContaining("1048577")
          .hasMessageContaining("1048576");
    }

    @Test
    void cannot_be_changed_through_its_bytes() {
      byte[] image = PNG.clone();
      Logo logo = Logo.of(image);
      image[8] = 1;
      logo.bytes()[8] = 2;
      assertThat(logo.bytes()).isEqualTo(PNG);
      assertThat(logo.fields()).containsOnlyKeys("logo");
    }

    @Test
    void is_equal_by_its_bytes_and_shows_none() {
      assertThat(Logo.of(PNG))
          .isEqualTo(Logo.of(PNG.clone()))
          .hasSameHashCodeAs(Logo.of(PNG.clone()))
          .isNotEqualTo(Logo.of(JPG))
          .isNotEqualTo(PNG)
          .hasToString("Logo[image/png, 9 bytes]");
    }

    @Test
    void is_the_only_field_of_its_request() {
      BankHub.check(Operation.UPLOAD_LOGO, Map.of("logo", PNG));
      for (Map<String, ?> wrong :
          List.<Map<String, ?>>of(
              Map.of(), Map.of("logo", "x"), Map.of("logo", PNG, "name", "x"))) {
        assertRejected("logo", () -> BankHub.check(Operation.UPLOAD_LOGO, wrong));
      }
    }
  }

  @Nested
  class A_logo_that_is_too_large {

    @Test
    void C17_is_named_if_the_response_with_status_413_names_no_field() {
      assertThat(rejection(Operation.UPLOAD_LOGO, 413, Map.of(), null).fields())
          .isEqualTo(Map.of("logo", "is too large"));
      assertThat(rejection(Operation.UPLOAD_LOGO, 413, Map.of(), "Payload Too Large"))
          .hasMessageStartingWith("Invalid request: logo: Payload Too Large ");
    }

    @Test
    void C17_is_named_as_the_response_names_it() {
      Map<String, String> named = Map.of("logo", "at most 1 MB");
      assertThat(rejection(Operation.UPLOAD_LOGO, 413, named, null).fields()).isEqualTo(named);
      assertThat(rejection(Operation.UPLOAD_LOGO, 400, named, null).fields()).isEqualTo(named);
    }

    @Test
    void is_not_what_any_other_failure_is_about() {
      assertThat(rejection(Operation.UPLOAD_LOGO, 400, Map.of(), null).fields()).isEmpty();
      assertThat(rejection(Operation.EDIT_COMPANY, 413, Map.of(), null).fields()).isEmpty();
    }

    private static InvalidRequestException rejection(
        Operation operation, int status, Map<String, String> fields, @Nullable String message) {
      return new InvalidRequestException(CallDetails.rejected(operation, status), fields, message);
    }
  }

  @Nested
  class A_counter {

    private static final Map<String, Object> JANUARY =
        Map.of(
            "dates",
            List.of(
                Map.of(
                    "company_id",
                    123,
                    "date",
                    "2026-01-31",
                    "transaction",
                    12,
                    "transaction_in",
                    12),
                Map.of("date", "2026-02-01", "transaction_out", "3")),
            "total",
            Map.of("transaction_out", 3));

    @Test
    void C23_counts_incoming_transactions_in_transaction() {
      Day day = of(JANUARY).days().get(0);
      assertThat(day.transactions()).hasValue(12);
      assertThat(day.incoming()).hasValue(12);
      assertThat(day.outgoing()).isEmpty();
    }

    @Test
    void C10_has_days_and_a_total_and_numbers_may_be_texts() {
      MerchantCounter counter = of(JANUARY);
      assertThat(counter.days())
          .extracting(Day::date)
          .containsExactly(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1));
      assertThat(counter.days().get(0).companyId()).contains("123");
      assertThat(counter.days().get(1).companyId()).isEmpty();
      assertThat(counter.days().get(1).outgoing()).hasValue(3);
      assertThat(counter.total().outgoing()).hasValue(3);
    }

    @Test
    void shows_its_numbers() {
      assertThat(of(JANUARY)).hasToString("MerchantCounter[2 days, total unknown in, 3 out]");
      assertThat(of(JANUARY).days().get(1))
          .hasToString("2026-02-01, company unknown: unknown in, 3 out");
      assertThat(of(JANUARY).days().get(0).toString()).startsWith("2026-01-31, company 123: ");
    }

    @Test
    void is_rejected_without_one_of_its_days_because_it_would_be_wrong() {
      assertRejected("dates", () -> of(Map.of()));
      assertRejected("dates", () -> of(Map.of("dates", "none")));
      assertRejected("dates", () -> of(Map.of("dates", List.of(Map.of("date", "today")))));
    }

    private static MerchantCounter of(Map<String, Object> fields) {
      return MerchantCounter.of(fields, VIETNAM);
    }
  }

  @Nested
  class A_query_of_the_counter {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    @Test
    void has_no_field_for_today_and_two_for_a_range() {
      assertThat(MerchantCounterQuery.TODAY.fields()).isEmpty();
      assertThat(MerchantCounterQuery.between(DAY, DAY).fields())
          .isEqualTo(Map.of("start_date", "2026-01-31", "end_date", "2026-01-31"));
      assertThat(MerchantCounterQuery.between(LocalDate.of(1, 1, 1), DAY).fields())
          .containsEntry("start_date", "0001-01-01");
    }

    @Test
    void cannot_be_upside_down() {
      assertRejected("end_date", () -> MerchantCounterQuery.between(DAY, DAY.minusDays(1)))
          .hasMessageContaining("2026-01-30")
          .hasMessageContaining("2026-01-31");
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void has_two_days_in_the_years_1_to_9999() {
      assertRejected("start_date", () -> MerchantCounterQuery.between(null, DAY));
      assertRejected("end_date", () -> MerchantCounterQuery.between(DAY, null));
      assertRejected("start_date", () -> MerchantCounterQuery.between(DAY.withYear(0), DAY));
      assertRejected("end_date", () -> MerchantCounterQuery.between(DAY, DAY.withYear(10_000)));
    }

    @Test
    void is_equal_by_its_fields_and_shows_them() {
      MerchantCounterQuery day = MerchantCounterQuery.between(DAY, DAY);
      assertThat(MerchantCounterQuery.between(DAY, DAY))
          .isEqualTo(day)
          .hasSameHashCodeAs(day)
          .isNotEqualTo(MerchantCounterQuery.TODAY)
          .isNotEqualTo(DAY)
          .hasToString("MerchantCounterQuery" + day.fields());
    }
  }

  @Nested
  class The_port {

    private final StubHub hub =
        new StubHub(
            Map.of(
                KEYWORDS,
                List.of("DH"),
                "logo_url",
                "https://sepay.example/1-2.png",
                "dates",
                List.of()));
    private final MerchantSettings port = hub.merchantSettings();

    @Test
    void calls_an_operation_with_the_fields_of_its_argument() {
      MerchantSettingsChange change = MerchantSettingsChange.withoutCustomCss();
      assertThat(port.get().keywords()).containsExactly("DH");
      assertThat(port.change(change).keywords()).containsExactly("DH");
      assertThat(port.uploadLogo(Logo.of(PNG))).hasToString("https://sepay.example/1-2.png");
      assertThat(port.counter(MerchantCounterQuery.TODAY).days()).isEmpty();
      assertThat(hub.calls())
          .extracting(StubHub.Call::operation)
          .containsExactly(
              Operation.GET_MERCHANT_SETTINGS,
              Operation.CHANGE_MERCHANT_SETTINGS,
              Operation.UPLOAD_LOGO,
              Operation.GET_MERCHANT_COUNTER);
      assertThat(hub.calls().get(1).fields()).isEqualTo(change.fields());
      assertThat(hub.calls().get(2).fields().get("logo")).isEqualTo(PNG);
    }

    @Test
    void needs_the_address_of_an_uploaded_logo() {
      for (Map<String, Object> response :
          List.<Map<String, Object>>of(Map.of(), Map.of("logo_url", "not an address"))) {
        assertThatExceptionOfType(InvalidFieldException.class)
            .isThrownBy(() -> new StubHub(response).merchantSettings().uploadLogo(Logo.of(PNG)))
            .withMessageContaining("logo_url");
      }
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void names_a_missing_argument() {
      assertThatNullPointerException().isThrownBy(() -> port.change(null)).withMessage("change");
      assertThatNullPointerException().isThrownBy(() -> port.uploadLogo(null)).withMessage("logo");
      assertThatNullPointerException().isThrownBy(() -> port.counter(null)).withMessage("query");
    }
  }
}
