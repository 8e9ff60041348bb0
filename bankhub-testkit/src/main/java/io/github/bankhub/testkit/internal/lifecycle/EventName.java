package io.github.bankhub.testkit.internal.lifecycle;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
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

  public static Set<EventName> setOf(Collection<String> names) {
    Set<EventName> events = EnumSet.noneOf(EventName.class);
    names.forEach(name -> events.add(of(name)));
    return events;
  }
}
