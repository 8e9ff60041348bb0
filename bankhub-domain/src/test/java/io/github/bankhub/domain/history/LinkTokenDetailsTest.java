package io.github.bankhub.domain.history;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.TOKEN_XID;
import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static io.github.bankhub.domain.link.Purpose.LINK_BANK_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.ReceivedFields;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.event.LinkSessionXid;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.event.UnknownEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.link.CompletionRedirect;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenDetailsTest {

  /** LI-02 and LI-04, field by field. */
  @Nested
  class Fields extends ReceivedFields<LinkTokenDetails> {

    private static final Map<String, Object> OWNER =
        Map.of("full_name", "CONG TY TNHH ABC", "status", "Active", "xid", COMPANY.value());

    Fields() {
      super(
          LinkTokenDetails::of,
          Map.of("xid", TOKEN_XID.value()),
          List.of(
              row("purpose", "LINK_BANK_ACCOUNT", LinkTokenDetails::purpose, LINK_BANK_ACCOUNT),
              row("status", "Active", LinkTokenDetails::status, LinkTokenStatus.ACTIVE),
              row(
                  "completion_redirect_uri",
                  "a://b",
                  LinkTokenDetails::redirect,
                  redirect("a://b")),
              row("is_mobile_app", 1, LinkTokenDetails::platform, Platform.MOBILE_APP),
              row("language", "vi", LinkTokenDetails::language, DisplayLanguage.VIETNAMESE),
              row("created_at", EXPIRY_TEXT, LinkTokenDetails::createdAt, EXPIRY),
              row("updated_at", EXPIRY_TEXT, LinkTokenDetails::updatedAt, EXPIRY),
              row("expires_at", EXPIRY_TEXT, details -> details.expiry().instant(), EXPIRY),
              row("company", OWNER, LinkTokenDetails::companyXid, COMPANY),
              row("company", OWNER, LinkTokenDetails::companyName, "CONG TY TNHH ABC"),
              row("company", OWNER, LinkTokenDetails::companyStatus, "Active"),
              row(
                  "session_count",
                  "2",
                  LinkTokenDetails::sessionCount,
                  OptionalInt.of(2),
                  OptionalInt.empty()),
              row(
                  "sessions",
                  List.of(Map.of("xid", "s-1")),
                  LinkTokenDetails::sessions,
                  List.of(new LinkSession(Map.of("xid", "s-1"), VIETNAM)),
                  List.of()),
              row("events", List.of(), LinkTokenDetails::events, List.of(), List.of()),
              row("events", List.of(), LinkTokenDetails::webhookEvents, List.of(), List.of())));
    }

    private static CompletionRedirect redirect(String uri) {
      return CompletionRedirect.of(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "a\nb", "-1.5"})
    void LI_04_an_unreadable_redirect_or_count_is_empty(String odd) {
      assertThat(with("completion_redirect_uri", odd).redirect()).isEmpty();
      assertThat(with("session_count", odd).sessionCount()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649", "1.5", "1e30"})
    void LI_04_a_count_that_is_no_int_is_empty(String count) {
      assertThat(with("session_count", count).sessionCount()).isEmpty();
    }
  }

  /** LI-02, field by field. */
  @Nested
  class Fields_of_a_session extends ReceivedFields<LinkSession> {

    Fields_of_a_session() {
      super(
          LinkSession::new,
          Map.of("xid", "s-1"),
          List.of(
              row("state", "PENDING", LinkSession::state, LinkSessionState.PENDING),
              row("status", "Active", LinkSession::status, "Active"),
              row("result", "ok", LinkSession::result, "ok"),
              row("finished_at", EXPIRY_TEXT, LinkSession::finishedAt, EXPIRY),
              row("expires_at", EXPIRY_TEXT, LinkSession::expiresAt, EXPIRY),
              row("created_at", EXPIRY_TEXT, LinkSession::createdAt, EXPIRY),
              row("updated_at", EXPIRY_TEXT, LinkSession::updatedAt, EXPIRY)));
    }
  }

  /** LI-02, field by field. */
  @Nested
  class Fields_of_an_event extends ReceivedFields<LinkTokenEventRecord> {

    Fields_of_an_event() {
      super(
          (fields, zone) -> new LinkTokenEventRecord(TOKEN_XID, fields, zone),
          Map.of("xid", "e-1", "name", "LINK_TOKEN_CREATED"),
          List.of(row("created_at", EXPIRY_TEXT, LinkTokenEventRecord::createdAt, EXPIRY)));
    }
  }

  @Nested
  class Reading {

    private final LinkTokenDetails details = LinkTokenDetails.of(response(), VIETNAM);

    @Test
    void LI_02_the_id_is_that_of_the_link_token() {
      assertThat(details.xid()).isEqualTo(TOKEN_XID);
    }

    @Test
    void LI_02_an_event_has_its_id_and_name_and_a_null_is_stored() {
      assertThat(details.sessions().get(0).fields()).containsEntry("context", null);
      assertThat(details.events().get(0).fields()).containsEntry("metadata", null);
      assertThat(details.events().get(0).name()).isEqualTo("LINK_TOKEN_CREATED");
      assertThat(details.events().get(0).xid()).isEqualTo(new EventXid("e-1"));
    }

    @Test
    void LI_05_a_time_is_read_in_the_given_zone() {
      assertThat(LinkTokenDetails.of(response(), ZoneOffset.UTC).createdAt())
          .hasValue(Instant.parse("2025-10-25T15:04:05Z"));
    }

    @Test
    void LI_04_sessions_and_events_without_an_id_are_omitted() {
      List<Object> odd = new ArrayList<>(List.of(7, Map.of(), Map.of("xid", "x-1")));
      odd.add(null);

      assertThat(LinkTokenDetails.of(with("sessions", odd), VIETNAM).sessions())
          .singleElement()
          .extracting(LinkSession::xid)
          .isEqualTo(new LinkSessionXid("x-1"));
      assertThat(LinkTokenDetails.of(with("events", odd), VIETNAM).events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, WEB", "false, WEB", "1, MOBILE_APP", "true, MOBILE_APP"})
    void LI_04_a_flag_may_be_text(String flag, Platform platform) {
      assertThat(LinkTokenDetails.of(with("is_mobile_app", flag), VIETNAM).platform())
          .hasValue(platform);
    }

    @Test
    void LI_04_an_unknown_status_is_preserved_and_an_unknown_purpose_is_in_the_fields() {
      assertThat(LinkTokenDetails.of(with("status", "Frozen"), VIETNAM).status())
          .hasValue(new LinkTokenStatus("Frozen"));
      LinkTokenDetails relink = LinkTokenDetails.of(with("purpose", "RELINK"), VIETNAM);
      assertThat(relink.purpose()).isEmpty();
      assertThat(relink.fields()).containsEntry("purpose", "RELINK");
    }

    @Test
    void the_lists_are_immutable() {
      assertThatThrownBy(() -> details.sessions().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> details.events().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Converting_to_webhook_events {

    @Test
    void LI_06_an_event_has_the_same_class_as_the_webhook() {
      List<WebhookEvent> events = LinkTokenDetails.of(response(), VIETNAM).webhookEvents();

      assertThat(events)
          .hasExactlyElementsOfTypes(
              LinkTokenEvent.Created.class, BankAccountEvent.Linked.class, UnknownEvent.class);
      assertThat(events.get(0).xid()).isEqualTo(new EventXid("e-1"));
      assertThat(events.get(0).timestamp()).isEqualTo(EXPIRY);
      assertThat(((BankAccountEvent) events.get(1)).bankAccountXid()).isEqualTo(ACCOUNT);
    }

    @Test
    void LI_06_an_event_has_the_link_token_even_if_the_history_omits_it() {
      List<WebhookEvent> events = LinkTokenDetails.of(response(), VIETNAM).webhookEvents();

      assertThat(events.get(0).linkTokenXid()).hasValue(TOKEN_XID);
      assertThat(events.get(1).linkTokenXid()).hasValue(new LinkTokenXid("as-sent"));
    }

    @Test
    void LI_06_a_record_without_a_required_field_of_webhooks_is_not_converted() {
      List<Map<String, Object>> odd =
          List.of(
              Map.of("xid", "e-1", "name", "LINK_TOKEN_REVOKED"),
              Map.of("xid", "e-2", "name", "BANK_ACCOUNT_LINKED", "created_at", EXPIRY_TEXT));
      LinkTokenDetails details = LinkTokenDetails.of(with("events", odd), VIETNAM);

      assertThat(details.events()).hasSize(2);
      assertThat(details.webhookEvents()).isEmpty();
    }
  }

  @Nested
  class Comparing {

    @Test
    void the_same_event_of_another_link_token_is_not_equal() {
      LinkTokenEventRecord event = LinkTokenDetails.of(response(), VIETNAM).events().get(0);
      LinkTokenDetails other = LinkTokenDetails.of(with("xid", "lt-2"), VIETNAM);

      assertThat(event).isNotEqualTo(other.events().get(0)).isNotEqualTo(other);
      assertThat(other.events().get(0).fields()).isEqualTo(event.fields());
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_shows_ids_and_states_and_neither_accounts_nor_names() {
      assertThat(LinkTokenDetails.of(response(), VIETNAM).toString())
          .contains(TOKEN_XID.value(), "Active", "LINK_BANK_ACCOUNT", "s-1", "PENDING", "e-2")
          .contains("BANK_ACCOUNT_LINKED", EXPIRY.toString())
          .doesNotContain("0123456789", "CONG TY", "example.com");
    }

    @Test
    void is_short_if_fields_are_missing() {
      assertThat(LinkTokenDetails.of(Map.of("xid", "lt-1"), VIETNAM))
          .hasToString("LinkTokenDetails[lt-1, sessions [], events []]");
      assertThat(LinkTokenStatus.REVOKED).hasToString("Revoked");
      assertRejected("status", () -> new LinkTokenStatus(" "));
    }
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> changed = response();
    changed.put(field, value);
    return changed;
  }

  private static Map<String, Object> response() {
    Map<String, Object> session = new HashMap<>(Map.of("xid", "s-1", "state", "PENDING"));
    session.put("context", null);
    return new HashMap<>(
        Map.of(
            "xid",
            TOKEN_XID.value(),
            "purpose",
            "LINK_BANK_ACCOUNT",
            "status",
            "Active",
            "completion_redirect_uri",
            "https://example.com/linked",
            "created_at",
            EXPIRY_TEXT,
            "company",
            Map.of("full_name", "CONG TY TNHH ABC"),
            "sessions",
            List.of(session),
            "events",
            events()));
  }

  private static List<Map<String, Object>> events() {
    Map<String, Object> created = new HashMap<>();
    created.put("xid", "e-1");
    created.put("name", "LINK_TOKEN_CREATED");
    created.put("metadata", null);
    created.put("created_at", EXPIRY_TEXT);
    Map<String, Object> metadata =
        Map.of(
            "bank_account_xid", ACCOUNT.value(),
            "account_number", "0123456789",
            "link_token_xid", "as-sent");
    return List.of(
        created,
        Map.of(
            "xid",
            "e-2",
            "name",
            "BANK_ACCOUNT_LINKED",
            "metadata",
            metadata,
            "created_at",
            EXPIRY_TEXT),
        Map.of("xid", "e-3", "name", "LINK_TOKEN_ADMIRED", "created_at", EXPIRY_TEXT));
  }
}
