package io.github.bankhub.domain.event;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.TOKEN_XID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEventTest {

  private static final String SESSION = "8d2f44a6-0a5b-4f3c-9c39-6a8e5d0d3a11";
  private static final String NUMBER = "0000000000011111";

  /** All documented fields of all events. */
  private static final Map<String, Object> METADATA =
      Map.of(
          "link_token_xid",
          TOKEN_XID.value(),
          "link_session_xid",
          SESSION,
          "bank_account_xid",
          ACCOUNT.value(),
          "state",
          "CONFIRM_BANK_ACCOUNT_LINK",
          "brand_name",
          "MBBank",
          "account_type",
          "individual",
          "account_number",
          NUMBER,
          "account_holder_name",
          "NGUYEN VAN A",
          "purpose",
          "UNLINK_BANK_ACCOUNT",
          "unlinked",
          true);

  @Nested
  class Visiting {

    @ParameterizedTest
    @CsvSource({
      "LINK_TOKEN_CREATED, LinkTokenEvent$Created",
      "LINK_TOKEN_REVOKED, LinkTokenEvent$Revoked",
      "LINK_TOKEN_EXPIRED, LinkTokenEvent$Expired",
      "LINK_SESSION_INITIALIZED, LinkSessionEvent$Initialized",
      "LINK_SESSION_REINITIALIZED, LinkSessionEvent$Reinitialized",
      "LINK_SESSION_STATE_CHANGED, LinkSessionEvent$StateChanged",
      "LINK_SESSION_COMPLETED, LinkSessionEvent$Completed",
      "LINK_SESSION_FAILED, LinkSessionEvent$Failed",
      "LINK_SESSION_ABANDONED, LinkSessionEvent$Abandoned",
      "LINK_SESSION_EXPIRED, LinkSessionEvent$Expired",
      "BANK_ACCOUNT_LINKED, BankAccountEvent$Linked",
      "BANK_ACCOUNT_UNLINKED, BankAccountEvent$Unlinked",
      "BANK_ACCOUNT_INACTIVATED, BankAccountEvent$Inactivated",
      "BANK_ACCOUNT_INACTIVED, BankAccountEvent$Inactivated",
      "BANK_ACCOUNT_PAINTED, UnknownEvent"
    })
    void C8_WH_02_each_name_has_its_own_type_and_both_spellings_have_the_same(
        String name, String type) {
      WebhookEvent event = event(name);

      assertThat(event.getClass().getName()).endsWith("." + type);
      assertThat(event.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
      "LINK_TOKEN_CREATED, linkTokenCreated",
      "LINK_TOKEN_REVOKED, linkTokenRevoked",
      "LINK_TOKEN_EXPIRED, linkTokenExpired",
      "LINK_SESSION_INITIALIZED, linkSessionInitialized",
      "LINK_SESSION_REINITIALIZED, linkSessionReinitialized",
      "LINK_SESSION_STATE_CHANGED, linkSessionStateChanged",
      "LINK_SESSION_COMPLETED, linkSessionCompleted",
      "LINK_SESSION_FAILED, linkSessionFailed",
      "LINK_SESSION_ABANDONED, linkSessionAbandoned",
      "LINK_SESSION_EXPIRED, linkSessionExpired",
      "BANK_ACCOUNT_LINKED, bankAccountLinked",
      "BANK_ACCOUNT_UNLINKED, bankAccountUnlinked",
      "BANK_ACCOUNT_INACTIVATED, bankAccountInactivated",
      "BANK_ACCOUNT_INACTIVED, bankAccountInactivated",
      "BANK_ACCOUNT_PAINTED, other"
    })
    void WH_02_each_event_calls_its_own_method(String name, String method) {
      assertThat(event(name).<String>accept(new VisitedMethodName())).isEqualTo(method);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "LINK_TOKEN_CREATED",
          "LINK_TOKEN_REVOKED",
          "LINK_TOKEN_EXPIRED",
          "LINK_SESSION_INITIALIZED",
          "LINK_SESSION_REINITIALIZED",
          "LINK_SESSION_STATE_CHANGED",
          "LINK_SESSION_COMPLETED",
          "LINK_SESSION_FAILED",
          "LINK_SESSION_ABANDONED",
          "LINK_SESSION_EXPIRED",
          "BANK_ACCOUNT_LINKED",
          "BANK_ACCOUNT_UNLINKED",
          "BANK_ACCOUNT_INACTIVATED",
          "BANK_ACCOUNT_PAINTED"
        })
    void an_event_without_a_method_of_its_own_calls_other(String name) {
      assertThat(event(name).<String>accept(event -> "common " + event.name()))
          .isEqualTo("common " + name);
    }
  }

  @Nested
  class Reading {

    @Test
    void WH_04_the_envelope_has_xid_link_token_and_session() {
      WebhookEvent event = event("LINK_SESSION_FAILED");

      assertThat(event.xid()).isEqualTo(new EventXid("e61cdae9"));
      assertThat(event.linkTokenXid()).hasValue(TOKEN_XID);
      assertThat(event.linkSessionXid()).hasValue(new LinkSessionXid(SESSION));
      assertThat(event.version()).isEqualTo("1.0");
      assertThat(event.timestamp()).isEqualTo(Instant.ofEpochSecond(1768312100));
    }

    @Test
    void WH_02_a_link_token_event_has_its_purpose() {
      LinkTokenEvent event = (LinkTokenEvent) event("LINK_TOKEN_CREATED");

      assertThat(event.purpose()).hasValue(Purpose.UNLINK_BANK_ACCOUNT);
    }

    @Test
    void WH_02_a_changed_state_has_the_account() {
      LinkSessionEvent.StateChanged event =
          (LinkSessionEvent.StateChanged) event("LINK_SESSION_STATE_CHANGED");

      assertThat(event.state()).isEqualTo(LinkSessionState.CONFIRM_BANK_ACCOUNT_LINK);
      assertThat(event.brandName()).hasValue(new BrandName("mbbank"));
      assertThat(event.accountType()).hasValue(AccountType.PERSONAL);
      assertThat(event.accountNumber()).hasValue(new AccountNumber(NUMBER));
      assertThat(event.accountHolderName()).hasValue("NGUYEN VAN A");
    }

    @Test
    void WH_02_a_completed_session_has_the_account_and_whether_it_is_unlinked() {
      LinkSessionEvent.Completed event =
          (LinkSessionEvent.Completed) event("LINK_SESSION_COMPLETED");

      assertThat(event.bankAccountXid()).hasValue(ACCOUNT);
      assertThat(event.isUnlinked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"BANK_ACCOUNT_LINKED", "BANK_ACCOUNT_UNLINKED", "BANK_ACCOUNT_INACTIVED"})
    void WH_02_a_bank_account_event_has_the_account(String name) {
      BankAccountEvent event = (BankAccountEvent) event(name);

      assertThat(event.bankAccountXid()).isEqualTo(ACCOUNT);
      assertThat(event.brandName()).hasValue(new BrandName("MBBank"));
      assertThat(event.accountType()).hasValue(AccountType.PERSONAL);
      assertThat(event.accountNumber()).hasValue(new AccountNumber(NUMBER));
    }

    @ParameterizedTest
    @CsvSource({
      "1768312100",
      "1768312100.0",
      "1.7683121E9",
      "2026-01-13 20:48:20",
      "2026-01-13T13:48:20Z",
      "2026-01-13T20:48:20+0700"
    })
    void C20_WH_03_the_timestamp_may_be_text(String timestamp) {
      assertThat(with("timestamp", timestamp).timestamp())
          .isEqualTo(Instant.ofEpochSecond(1768312100));
    }
  }

  @Nested
  class Tolerating {

    @Test
    void WH_03_missing_optional_fields_are_no_error() {
      Map<String, Object> body = body("LINK_SESSION_COMPLETED");
      body.remove("version");
      body.remove("metadata");
      LinkSessionEvent.Completed event = (LinkSessionEvent.Completed) WebhookEvent.of(body);

      assertThat(event.version()).isEmpty();
      assertThat(event.metadata()).isEmpty();
      assertThat(event.linkTokenXid()).isEmpty();
      assertThat(event.bankAccountXid()).isEmpty();
      assertThat(event.isUnlinked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "broken\nin two"})
    void WH_03_an_unusable_optional_id_is_empty(String id) {
      assertThat(withMetadata("link_session_xid", id).linkSessionXid()).isEmpty();
    }

    @Test
    void WH_03_a_null_session_is_empty() {
      assertThat(withMetadata("link_session_xid", null).linkSessionXid()).isEmpty();
    }

    @Test
    void WH_03_an_object_in_place_of_text_is_empty() {
      assertThat(withMetadata("link_token_xid", Map.of("a", 1)).linkTokenXid()).isEmpty();
      assertThat(withMetadata("link_token_xid", List.of("a")).linkTokenXid()).isEmpty();
    }

    @Test
    void WH_03_unknown_values_are_preserved() {
      Map<String, Object> metadata = new HashMap<>(METADATA);
      metadata.putAll(Map.of("state", "DANCING", "account_type", "Joint", "purpose", "DANCE"));
      Map<String, Object> body = body("LINK_SESSION_STATE_CHANGED");
      body.put("metadata", metadata);
      LinkSessionEvent.StateChanged event = (LinkSessionEvent.StateChanged) WebhookEvent.of(body);
      body.put("event", "LINK_TOKEN_CREATED");

      assertThat(event.state()).hasToString("DANCING");
      assertThat(event.accountType()).hasValue(new AccountType("Joint"));
      assertThat(((LinkTokenEvent) WebhookEvent.of(body)).purpose()).isEmpty();
      assertThat(WebhookEvent.of(body).metadata()).containsEntry("purpose", "DANCE");
    }

    @Test
    void WH_03_extra_fields_are_preserved() {
      assertThat(with("company_xid", "c-1").fields()).containsEntry("company_xid", "c-1");
      assertThat(withMetadata("reason", "OTP").metadata()).containsEntry("reason", "OTP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1"})
    void WH_03_a_flag_may_be_text(String flag) {
      assertThat(((LinkSessionEvent.Completed) withMetadata("unlinked", flag)).isUnlinked())
          .isTrue();
    }

    @Test
    void fields_are_immutable() {
      Map<String, Object> inner = new HashMap<>(Map.of("a", 1));
      List<Object> items = new ArrayList<>(List.of(inner));
      WebhookEvent event = withMetadata("list", items);
      inner.put("a", 2);
      items.clear();

      assertThat(event.metadata()).containsEntry("list", List.of(Map.of("a", 1)));
      assertThatThrownBy(() -> event.metadata().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> event.fields().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Rejecting {

    @ParameterizedTest
    @CsvSource({
      "LINK_SESSION_FAILED, xid",
      "LINK_SESSION_FAILED, event",
      "LINK_SESSION_FAILED, timestamp"
    })
    void an_event_without_xid_name_or_time_is_rejected_naming_the_field(String name, String field) {
      Map<String, Object> body = body(name);
      body.remove(field);

      assertRejected(field, body);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "soon",
          "-1",
          "99999999999999999999",
          "1e2147483647",
          "99999999999999999999999999999999999999999"
        })
    void an_unreadable_time_is_rejected(String time) {
      Map<String, Object> body = body("LINK_SESSION_FAILED");
      body.put("timestamp", time);

      assertRejected("timestamp", body);
    }

    @ParameterizedTest
    @CsvSource({
      "BANK_ACCOUNT_LINKED, bank_account_xid",
      "BANK_ACCOUNT_UNLINKED, bank_account_xid",
      "BANK_ACCOUNT_INACTIVATED, bank_account_xid",
      "LINK_SESSION_STATE_CHANGED, state"
    })
    void an_event_without_its_subject_is_rejected_naming_the_field(String name, String field) {
      Map<String, Object> metadata = new HashMap<>(METADATA);
      metadata.remove(field);
      Map<String, Object> body = body(name);
      body.put("metadata", metadata);

      assertRejected(field, body);
    }

    private static void assertRejected(String field, Map<String, Object> body) {
      InvalidFieldException rejection =
          catchThrowableOfType(InvalidFieldException.class, () -> WebhookEvent.of(body));
      assertThat(rejection.field()).isEqualTo(field);
      assertThat(rejection).hasMessageContaining("is missing or cannot be read");
    }
  }

  @Nested
  class ComparingAndPrinting {

    @Test
    void events_with_the_same_fields_are_equal() {
      WebhookEvent event = event("BANK_ACCOUNT_LINKED");

      assertThat(event)
          .isEqualTo(event("BANK_ACCOUNT_LINKED"))
          .hasSameHashCodeAs(event("BANK_ACCOUNT_LINKED"))
          .isNotEqualTo(event("BANK_ACCOUNT_UNLINKED"));
      assertThat(event.equals((Object) "BANK_ACCOUNT_LINKED")).isFalse();
    }

    @Test
    void shows_ids_and_masks_the_account() {
      assertThat(event("LINK_SESSION_STATE_CHANGED"))
          .hasToString(
              "LINK_SESSION_STATE_CHANGED[e61cdae9, 2026-01-13T13:48:20Z, link token "
                  + TOKEN_XID
                  + ", session "
                  + SESSION
                  + ", account ***1111]");
    }
  }

  private static WebhookEvent event(String name) {
    return WebhookEvent.of(body(name));
  }

  private static WebhookEvent with(String field, Object value) {
    Map<String, Object> body = body("LINK_SESSION_FAILED");
    body.put(field, value);
    return WebhookEvent.of(body);
  }

  private static WebhookEvent withMetadata(String field, Object value) {
    Map<String, Object> metadata = new HashMap<>(METADATA);
    metadata.put(field, value);
    Map<String, Object> body = body("LINK_SESSION_COMPLETED");
    body.put("metadata", metadata);
    return WebhookEvent.of(body);
  }

  private static Map<String, Object> body(String name) {
    Map<String, Object> body = new HashMap<>();
    body.put("timestamp", 1768312100);
    body.put("xid", "e61cdae9");
    body.put("version", "1.0");
    body.put("event", name);
    body.put("metadata", METADATA);
    return body;
  }
}
