package io.github.bankhub.feign.store;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.LinkTokenReferences;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/** Two entries for each link token: its reference, and the link token while it is open. */
record KeyValueReferences(KeyValueStore store, InstantSource clock) implements LinkTokenReferences {

  private static final Duration RETENTION = Duration.ofDays(30);

  @Override
  public void save(LinkTokenXid linkToken, String reference) {
    store.set(reference(linkToken), reference, RETENTION);
  }

  @Override
  public void save(LinkToken linkToken, String reference) {
    Optional<Duration> open =
        linkToken.expiry().instant().flatMap(expiry -> Lifetimes.until(expiry, clock));
    store.set(reference(linkToken.xid()), reference, RETENTION.plus(open.orElse(Duration.ZERO)));
    open.ifPresentOrElse(
        lifetime -> store.set(open(reference), write(linkToken), lifetime),
        () -> delete(open(reference)));
  }

  @Override
  public Optional<String> find(LinkTokenXid linkToken) {
    return store.get(reference(linkToken));
  }

  @Override
  public Optional<LinkToken> findOpen(String reference) {
    return store
        .get(open(reference))
        .map(KeyValueReferences::read)
        .filter(linkToken -> !linkToken.hasExpiredAt(clock.instant()));
  }

  @Override
  public void close(LinkTokenXid linkToken) {
    find(linkToken)
        .map(KeyValueReferences::open)
        .ifPresent(
            key ->
                store
                    .get(key)
                    .filter(text -> read(text).xid().equals(linkToken))
                    .ifPresent(text -> store.deleteIfEqual(key, text)));
  }

  @Override
  public void remove(LinkTokenXid linkToken) {
    close(linkToken);
    delete(reference(linkToken));
  }

  private void delete(String key) {
    store.get(key).ifPresent(value -> store.deleteIfEqual(key, value));
  }

  private static String reference(LinkTokenXid linkToken) {
    return Keys.of("reference:", linkToken.value());
  }

  private static String open(String reference) {
    return Keys.hashed("open:", reference);
  }

  /** None of the parts contains a line break. */
  private static String write(LinkToken linkToken) {
    return String.join(
        "\n",
        linkToken.expiry().instant().map(Instant::toString).orElseThrow(),
        linkToken.xid().value(),
        linkToken.secret().reveal(),
        linkToken.hostedLink().uri().toString());
  }

  private static LinkToken read(String text) {
    String[] parts = text.split("\n", 4);
    return new LinkToken(
        new LinkTokenXid(parts[1]),
        new LinkTokenSecret(parts[2]),
        HostedLink.of(parts[3]),
        LinkTokenExpiry.read(parts[0], ZoneOffset.UTC));
  }
}
