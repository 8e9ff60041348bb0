package io.github.bankhub.domain.history;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.TOKEN_XID;
import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.github.bankhub.domain.link.Purpose;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenDetailsTest {

  @Nested
  class Reading {

    private final LinkTokenDetails details = LinkTokenDetails.of(response(), VIETNAM);

    @Test
    void LI_02_every_documented_field_has_its_accessor() {
      assertThat(details.xid()).isEqualTo(TOKEN_XID);
      assertThat(details.purpose()).hasValue(Purpose.LINK_BANK_ACCOUNT);
      assertThat(details.status()).hasValue(LinkTokenStatus.ACTIVE);
      assertThat(details.redirect()).hasValue(CompletionRedirect.of("https://example.com/linked"));
      assertThat(details.platform()).hasValue(Platform.MOBILE_APP);
      assertThat(details.language()).hasValue(DisplayLanguage.VIETNAMESE);
      assertThat(details.sessionCount()).hasValue(2);
      assertThat(details.createdAt()).hasValue(EXPIRY);
      assertThat(details.updatedAt()).hasValue(EXPIRY);
      assertThat(details.expiry().instant()).hasValue(EXPIRY);
      assertThat(details.companyXid()).hasValue(COMPANY);
      assertThat(details.companyName()).hasValue("CONG TY TNHH ABC");
      assertThat(details.companyStatus()).hasValue("Active");
    }

    @Test
    void LI_02_every_documented_field_of_a_session_has_its_accessor() {
      LinkSession session = details.sessions().get(0);

      assertThat(session.xid()).isEqualTo(new LinkSessionXid("s-1"));
      assertThat(session.state()).hasValue(LinkSessionState.PENDING);
      assertThat(session.status()).hasValue("Active");
      assertThat(session.result()).hasValue("ok");
      assertThat(session.finishedAt()).hasValue(EXPIRY);
      assertThat(session.expiresAt()).hasValue(EXPIRY);
      assertThat(session.createdAt()).hasValue(EXPIRY);
      assertThat(session.updatedAt()).hasValue(EXPIRY);
      assertThat(session.fields()).containsEntry("context", null);
    }

    @Test
    void LI_02_every_documented_field_of_an_event_has_its_accessor() {
      LinkTokenEventRecord event = details.events().get(0);

      assertThat(event.xid()).isEqualTo(new EventXid("e-1"));
      assertThat(event.name()).isEqualTo("LINK_TOKEN_CREATED");
      assertThat(event.createdAt()).hasValue(EXPIRY);
      assertThat(event.fields()).containsEntry("metadata", null);
    }

    @Test
    void LI_05_a_time_is_read_in_the_given_zone() {
      assertThat(LinkTokenDetails.of(response(), ZoneOffset.UTC).createdAt())
          .hasValue(Instant.parse("2025-10-25T15:04:05Z"));
    }

    @Test
    void LI_04_only_the_id_is_required() {
      LinkTokenDetails thin = LinkTokenDetails.of(Map.of("xid", "lt-1"), VIETNAM);

      assertThat(thin.xid()).isEqualTo(new LinkTokenXid("lt-1"));
      assertThat(thin.purpose()).isEmpty();
      assertThat(thin.status()).isEmpty();
      assertThat(thin.redirect()).isEmpty();
      assertThat(thin.platform()).isEmpty();
      assertThat(thin.language()).isEmpty();
      assertThat(thin.sessionCount()).isEmpty();
      assertThat(thin.createdAt()).isEmpty();
      assertThat(thin.updatedAt()).isEmpty();
      assertThat(thin.expiry().instant()).isEmpty();
      assertThat(thin.companyXid()).isEmpty();
      assertThat(thin.companyName()).isEmpty();
      assertThat(thin.companyStatus()).isEmpty();
      assertThat(thin.sessions()).isEmpty();
      assertThat(thin.events()).isEmpty();
      assertThat(thin.webhookEvents()).isEmpty();
      assertRejected("xid", () -> LinkTokenDetails.of(Map.of("xid", " "), VIETNAM));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "purpose",
          "status",
          "completion_redirect_uri",
          "is_mobile_app",
          "language",
          "session_count",
          "created_at",
          "updated_at",
          "expires_at",
          "company",
          "sessions",
          "events"
        })
    void LI_04_only_an_unreadable_id_is_an_error(String field) {
      for (Object odd : List.of("", "soon", "\u0007", -1.5, true, List.of(1), Map.of("a", 1))) {
        LinkTokenDetails details = LinkTokenDetails.of(with(field, odd), VIETNAM);

        assertThat(details.xid()).isEqualTo(TOKEN_XID);
        assertThat(details.toString()).contains(TOKEN_XID.value());
        assertThat(details.redirect().isPresent() && field.startsWith("completion")).isFalse();
        assertThat(details.sessionCount().isPresent() && field.equals("session_count")).isFalse();
        assertThat(details.fields()).containsEntry(field, odd);
      }
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
    void LI_04_a_flag_may_be_text(String flag, Platform surface) {
      assertThat(LinkTokenDetails.of(with("is_mobile_app", flag), VIETNAM).platform())
          .hasValue(surface);
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
    void is_immutable() {
      assertThatThrownBy(() -> details.sessions().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> details.events().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> details.fields().clear())
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
    void compares_every_field_and_the_zone() {
      LinkTokenDetails details = LinkTokenDetails.of(response(), VIETNAM);
      LinkTokenDetails same = LinkTokenDetails.of(response(), VIETNAM);
      LinkTokenDetails elsewhere = LinkTokenDetails.of(response(), ZoneOffset.UTC);
      LinkTokenDetails other = LinkTokenDetails.of(with("extra", 1), VIETNAM);

      assertThat(details).isEqualTo(same).hasSameHashCodeAs(same);
      assertThat(details).isNotEqualTo(elsewhere).isNotEqualTo(other).isNotEqualTo("x");
      assertThat(details.sessions()).isEqualTo(same.sessions()).isNotEqualTo(elsewhere.sessions());
      assertThat(details.sessions()).hasSameHashCodeAs(same.sessions());
      assertThat(details.events()).isEqualTo(same.events()).isNotEqualTo(elsewhere.events());
      assertThat(details.events()).hasSameHashCodeAs(same.events());
    }

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
    Map<String, Object> response = new HashMap<>();
    response.put("xid", TOKEN_XID.value());
    response.put("purpose", "LINK_BANK_ACCOUNT");
    response.put("status", "Active");
    response.put("completion_redirect_uri", "https://example.com/linked");
    response.put("is_mobile_app", 1);
    response.put("language", "vi");
    response.put("session_count", "2");
    response.put("created_at", EXPIRY_TEXT);
    response.put("updated_at", EXPIRY_TEXT);
    response.put("expires_at", EXPIRY_TEXT);
    response.put(
        "company",
        Map.of("full_name", "CONG TY TNHH ABC", "status", "Active", "xid", COMPANY.value()));
    response.put("sessions", List.of(session()));
    response.put("events", events());
    return response;
  }

  private static Map<String, Object> session() {
    Map<String, Object> session = new HashMap<>();
    session.put("xid", "s-1");
    session.put("context", null);
    session.put("state", "PENDING");
    session.put("status", "Active");
    session.put("result", "ok");
    for (String time : List.of("finished_at", "expires_at", "created_at", "updated_at")) {
      session.put(time, EXPIRY_TEXT);
    }
    return session;
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
