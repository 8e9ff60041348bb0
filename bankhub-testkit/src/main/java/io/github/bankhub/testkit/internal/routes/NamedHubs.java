package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.clock.TestClock;
import java.util.List;
import java.util.Optional;

/** The hubs of a server beside its first one. Each has a name, and a base path of its own. */
public interface NamedHubs {

  /** The path below which all named hubs are. */
  String ROOT = "/_hubs/";

  /** {@return the names, in alphabetical order; a copy} */
  List<String> names();

  /**
   * Creates a hub with the initial data of the first one. It replaces a hub of the same name.
   *
   * @param clock its clock; empty for one like that of the first hub
   * @param seed the seed of its ids; empty for a random one
   * @return credentials of the hub
   * @throws IllegalStateException if there are too many hubs
   */
  ClientCredentials create(String name, Optional<TestClock> clock, Optional<Long> seed);

  /**
   * Drops a hub, and ends its webhooks and timers.
   *
   * @throws IllegalArgumentException if there is no such hub
   */
  void drop(String name);
}
