package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events of link tokens, with the metadata of each. Not thread-safe.
 *
 * <p>Source of the metadata: page "Webhook events". Assumed where that page shows no sample: the
 * ids of link token and session alone.
 */
public record LinkEvents(Supplier<UUID> xids, TestSettings settings, Consumer<Event> subscriber) {

  void publish(Link link, EventName name, Instant at) {
    String spelling = name.spelling(settings.usesInactivedSpelling());
    Event event = new Event(xids.get(), name, spelling, at, metadata(name, link));
    link.record(event);
    subscriber.accept(event);
  }

  /** Those of a link token do not change. Those of a session are as they are now. */
  private static Supplier<Map<String, @Nullable Object>> metadata(EventName name, Link link) {
    if (name == EventName.LINK_TOKEN_CREATED
        || name == EventName.LINK_TOKEN_REVOKED
        || name == EventName.LINK_TOKEN_EXPIRED) {
      return () -> ofToken(link);
    }
    Map<String, @Nullable Object> fields = ofSession(name, link);
    return () -> fields;
  }

  private static Map<String, @Nullable Object> ofToken(Link link) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("purpose", link.spec().purpose().name());
    fields.put("link_token_xid", link.xid().value());
    fields.put("link_session_xid", null);
    return Collections.unmodifiableMap(fields);
  }

  private static Map<String, @Nullable Object> ofSession(EventName name, Link link) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Session session = link.lastSession();
    switch (name) {
      case LINK_SESSION_STATE_CHANGED -> {
        fields.put("state", session == null ? null : session.state().value());
        describe(fields, link, session, true);
      }
      case BANK_ACCOUNT_LINKED, BANK_ACCOUNT_UNLINKED, BANK_ACCOUNT_INACTIVATED -> {
        fields.put("bank_account_xid", account(session));
        describe(fields, link, session, false);
      }
      case LINK_SESSION_COMPLETED -> {
        fields.put("bank_account_xid", account(session));
        if (link.spec().purpose() == Purpose.UNLINK_BANK_ACCOUNT) {
          fields.put("unlinked", true);
        }
      }
      default -> {
        // Only the ids.
      }
    }
    fields.put("link_token_xid", link.xid().value());
    fields.put("link_session_xid", session == null ? null : session.xid());
    return Collections.unmodifiableMap(fields);
  }

  private static @Nullable String account(@Nullable Session session) {
    return session == null || session.linked == null ? null : session.linked.value();
  }

  private static void describe(
      Map<String, @Nullable Object> fields, Link link, @Nullable Session session, boolean holder) {
    if (session == null) {
      return;
    }
    boolean links = link.spec().purpose() == Purpose.LINK_BANK_ACCOUNT;
    fields.put("brand_name", session.bank);
    fields.put("account_type", session.type == null ? null : spelling(session.type, links));
    SandboxAccount account = session.account;
    if (account != null) {
      fields.put("account_number", account.number());
      if (holder && links) {
        fields.put("account_holder_name", account.holder());
      }
    }
  }

  /** In SePay's samples an account is personal when it is linked, individual when unlinked. */
  private static String spelling(AccountType type, boolean links) {
    if (links) {
      return type.value();
    }
    return type.equals(AccountType.PERSONAL) ? "individual" : "enterprise";
  }
}
