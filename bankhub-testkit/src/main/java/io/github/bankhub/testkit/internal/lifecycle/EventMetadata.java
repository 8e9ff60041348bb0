package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each event tells beside its name. Source: page "Webhook events". Assumed where that shows no
 * sample: the ids of link token and session, and nothing more.
 */
final class EventMetadata {

  private EventMetadata() {}

  static Map<String, @Nullable Object> of(EventName name, Link link) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Session visit = link.lastVisit();
    switch (name) {
      case LINK_TOKEN_CREATED, LINK_TOKEN_REVOKED, LINK_TOKEN_EXPIRED -> {
        fields.put("purpose", link.terms().purpose().name());
        fields.put("link_token_xid", link.token().xid().value());
        fields.put("link_session_xid", null);
        return Collections.unmodifiableMap(fields);
      }
      case LINK_SESSION_STATE_CHANGED -> {
        fields.put("state", visit == null ? null : visit.state().value());
        describe(fields, link, visit, true);
      }
      case BANK_ACCOUNT_LINKED, BANK_ACCOUNT_UNLINKED, BANK_ACCOUNT_INACTIVATED -> {
        fields.put("bank_account_xid", account(visit));
        describe(fields, link, visit, false);
      }
      case LINK_SESSION_COMPLETED -> {
        fields.put("bank_account_xid", account(visit));
        if (link.terms().purpose() == Purpose.UNLINK_BANK_ACCOUNT) {
          fields.put("unlinked", true);
        }
      }
      default -> {
        // The ids alone.
      }
    }
    fields.put("link_token_xid", link.token().xid().value());
    fields.put("link_session_xid", visit == null ? null : visit.xid());
    return Collections.unmodifiableMap(fields);
  }

  private static @Nullable String account(@Nullable Session visit) {
    return visit == null || visit.linked == null ? null : visit.linked.value();
  }

  private static void describe(
      Map<String, @Nullable Object> fields, Link link, @Nullable Session visit, boolean holder) {
    if (visit == null) {
      return;
    }
    boolean links = link.terms().purpose() == Purpose.LINK_BANK_ACCOUNT;
    fields.put("brand_name", visit.bank);
    fields.put("account_type", visit.type == null ? null : spelt(visit.type, links));
    SandboxAccount account = visit.account;
    if (account != null) {
      fields.put("account_number", account.number());
      if (holder && links) {
        fields.put("account_holder_name", account.holder());
      }
    }
  }

  /** The samples say personal in the events of linking, individual in those of unlinking. */
  private static String spelt(AccountType type, boolean links) {
    if (links) {
      return type.value();
    }
    return type.equals(AccountType.PERSONAL) ? "individual" : "enterprise";
  }
}
