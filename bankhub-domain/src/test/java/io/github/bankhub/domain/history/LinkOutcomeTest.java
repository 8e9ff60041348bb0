package io.github.bankhub.domain.history;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.history.LinkOutcome.CANCELLED;
import static io.github.bankhub.domain.history.LinkOutcome.PENDING;
import static io.github.bankhub.domain.history.LinkOutcome.UNKNOWN;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LI-09: the outcome that the details of a link token report. */
class LinkOutcomeTest {

  private static final String ACCOUNT_FIELD = "bank_account_xid";

  @ParameterizedTest
  @CsvSource({
    "LINK_TOKEN_CREATED, PENDING",
    "LINK_SESSION_STATE_CHANGED, PENDING",
    "LINK_SESSION_EXPIRED, PENDING",
    "LINK_SESSION_ABANDONED, CANCELLED",
    "BANK_ACCOUNT_LINKED, LINKED",
    "LINK_SESSION_COMPLETED, LINKED",
    "BANK_ACCOUNT_UNLINKED, UNLINKED",
    "BANK_ACCOUNT_INACTIVATED, INACTIVATED",
    "BANK_ACCOUNT_INACTIVED, INACTIVATED",
    "LINK_SESSION_FAILED, FAILED",
    "LINK_TOKEN_REVOKED, REVOKED",
    "LINK_TOKEN_EXPIRED, EXPIRED",
    "LINK_SOMETHING_NEW, PENDING"
  })
  void LI_09_follows_from_an_event(String name, LinkOutcome expected) {
    assertThat(details("Active", List.of(event(name, 0))).outcome()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Active, PENDING", "Revoked, REVOKED", "Expired, EXPIRED", "Completed, UNKNOWN"})
  void LI_09_follows_from_the_status_if_no_event_says_it(String status, LinkOutcome expected) {
    assertThat(details(status, List.of(event("LINK_TOKEN_CREATED", 0))).outcome())
        .isEqualTo(expected);
  }

  @Test
  void LI_09_is_pending_if_there_is_neither_a_status_nor_an_event() {
    assertThat(LinkTokenDetails.of(Map.of("xid", "t"), VIETNAM).outcome()).isEqualTo(PENDING);
  }

  @Test
  void LI_09_an_event_that_ends_the_attempt_counts_in_any_order() {
    List<Map<String, Object>> events =
        new ArrayList<>(
            List.of(
                event("LINK_SESSION_ABANDONED", 0),
                event("BANK_ACCOUNT_INACTIVATED", 1),
                Map.of(
                    "xid", "e-2",
                    "name", "LINK_SESSION_COMPLETED",
                    "created_at", "2026-01-31 10:00:02",
                    "metadata", Map.of(ACCOUNT_FIELD, ACCOUNT.value(), "unlinked", true))));
    assertThat(details("Completed", events).outcome()).isEqualTo(LinkOutcome.INACTIVATED);
    Collections.reverse(events);
    assertThat(details("Completed", events).outcome()).isEqualTo(LinkOutcome.INACTIVATED);
  }

  @Test
  void LI_09_a_completed_session_without_an_account_says_nothing() {
    Map<String, Object> completed =
        Map.of("xid", "e", "name", "LINK_SESSION_COMPLETED", "created_at", "2026-01-31 10:00:00");
    assertThat(details("Completed", List.of(completed)).outcome()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"BANK_ACCOUNT_LINKED", "BANK_ACCOUNT_UNLINKED", "BANK_ACCOUNT_INACTIVATED"})
  void LI_09_follows_from_an_event_without_a_time_and_metadata(String name) {
    Map<String, Object> event = new HashMap<>(Map.of("xid", "e", "name", name));
    event.put("metadata", null);
    LinkTokenDetails details = details("Active", List.of(event));
    assertThat(details.outcome()).hasToString(name.replace("BANK_ACCOUNT_", ""));
    assertThat(details.bankAccountXid()).isEmpty();
    assertThat(details.webhookEvents()).isEmpty();
  }

  @Test
  void LI_09_an_event_without_a_time_is_the_latest_if_it_is_the_last() {
    Map<String, Object> abandoned = Map.of("xid", "e", "name", "LINK_SESSION_ABANDONED");
    List<Map<String, Object>> events = List.of(event("LINK_SESSION_INITIALIZED", 1), abandoned);
    assertThat(details("Active", events).outcome()).isEqualTo(CANCELLED);
  }

  @Test
  void LI_09_only_the_latest_event_says_that_the_user_left() {
    assertThat(
            details(
                    "Active",
                    List.of(
                        event("LINK_SESSION_REINITIALIZED", 2), event("LINK_SESSION_ABANDONED", 1)))
                .outcome())
        .isEqualTo(PENDING);
    assertThat(
            details(
                    "Active",
                    List.of(
                        event("LINK_SESSION_INITIALIZED", 1), event("LINK_SESSION_ABANDONED", 1)))
                .outcome())
        .isEqualTo(CANCELLED);
  }

  @Test
  void LI_09_the_account_is_that_of_an_event() {
    assertThat(details("Active", List.of(event("BANK_ACCOUNT_LINKED", 0))).bankAccountXid())
        .contains(ACCOUNT);
    assertThat(details("Active", List.of()).bankAccountXid()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void LI_09_is_final_unless_the_attempt_may_go_on(LinkOutcome outcome) {
    assertThat(outcome.isFinal())
        .isEqualTo(!List.of(CANCELLED, PENDING, UNKNOWN).contains(outcome));
  }

  private static Map<String, Object> event(String name, int second) {
    return Map.of(
        "xid",
        "e-" + second,
        "name",
        name,
        "created_at",
        "2026-01-31 10:00:0" + second,
        "metadata",
        Map.of(ACCOUNT_FIELD, ACCOUNT.value(), "state", "PENDING"));
  }

  private static LinkTokenDetails details(String status, List<Map<String, Object>> events) {
    return LinkTokenDetails.of(Map.of("xid", "t", "status", status, "events", events), VIETNAM);
  }
}
