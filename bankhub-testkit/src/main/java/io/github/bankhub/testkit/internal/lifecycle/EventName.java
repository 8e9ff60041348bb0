package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.event.WebhookEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The 13 events. Source: page "Webhook configuration". */
public enum EventName {
  LINK_TOKEN_CREATED,
  LINK_TOKEN_REVOKED,
  LINK_TOKEN_EXPIRED,
  LINK_SESSION_INITIALIZED,
  LINK_SESSION_REINITIALIZED,
  LINK_SESSION_STATE_CHANGED,
  LINK_SESSION_COMPLETED,
  LINK_SESSION_FAILED,
  LINK_SESSION_ABANDONED,
  LINK_SESSION_EXPIRED,
  BANK_ACCOUNT_LINKED,
  BANK_ACCOUNT_UNLINKED,
  BANK_ACCOUNT_INACTIVATED;

  /** Accepts either spelling of the last event. */
  public static EventName of(String name) {
    String usual = name.equals("BANK_ACCOUNT_INACTIVED") ? BANK_ACCOUNT_INACTIVATED.name() : name;
    return Arrays.stream(values())
        .filter(event -> event.name().equals(usual))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "event is %s; expected one of %s".formatted(name, List.of(values()))));
  }

  /** {@return the name that SePay sends, with one of the two spellings of the last event} */
  public String spelling(boolean inactived) {
    return inactived && this == BANK_ACCOUNT_INACTIVATED ? "BANK_ACCOUNT_INACTIVED" : name();
  }

  /** {@return the events that a class of the domain stands for} */
  public static Set<EventName> of(Class<? extends WebhookEvent> type) {
    Set<EventName> events = EnumSet.noneOf(EventName.class);
    Samples.ALL.forEach(
        (name, sample) -> {
          if (type.isInstance(sample)) {
            events.add(name);
          }
        });
    return events;
  }

  public static Set<EventName> setOf(Collection<String> names) {
    Set<EventName> events = EnumSet.noneOf(EventName.class);
    names.forEach(name -> events.add(of(name)));
    return events;
  }

  private static final class Samples {

    private static final Map<EventName, WebhookEvent> ALL = new EnumMap<>(EventName.class);

    static {
      for (EventName name : values()) {
        ALL.put(name, of(name));
      }
    }

    private static WebhookEvent of(EventName name) {
      return WebhookEvent.of(
          Map.of(
              "timestamp",
              1_769_830_200,
              "xid",
              "sample",
              "event",
              name.name(),
              "metadata",
              Map.of("bank_account_xid", "sample", "state", "PENDING")));
    }
  }
}
