package io.github.bankhub.domain.port;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.time.InstantSource;
import java.util.Optional;

final class InMemoryLinkTokenReferences implements LinkTokenReferences {

  private final BoundedMap<LinkTokenXid, String> references;
  private final BoundedMap<String, LinkToken> links;
  private final InstantSource clock;

  InMemoryLinkTokenReferences(int capacity, InstantSource clock) {
    this.references = new BoundedMap<>(capacity);
    this.links = new BoundedMap<>(capacity);
    this.clock = Check.requirePresent("clock", clock, "a clock");
  }

  @Override
  public void save(LinkTokenXid linkToken, String reference) {
    references.put(linkToken, Check.requirePresent("reference", reference, "your own reference"));
  }

  @Override
  public void save(LinkToken linkToken, String reference) {
    save(linkToken.xid(), reference);
    links.put(reference, linkToken);
  }

  @Override
  public Optional<String> find(LinkTokenXid linkToken) {
    return references.get(linkToken);
  }

  @Override
  public Optional<LinkToken> findOpen(String reference) {
    return links
        .get(reference)
        .filter(link -> link.expiry().instant().isPresent())
        .filter(link -> !link.hasExpiredAt(clock.instant()));
  }

  @Override
  public void close(LinkTokenXid linkToken) {
    find(linkToken)
        .ifPresent(reference -> links.removeIf(reference, link -> link.xid().equals(linkToken)));
  }

  @Override
  public void remove(LinkTokenXid linkToken) {
    close(linkToken);
    references.remove(linkToken);
  }
}
