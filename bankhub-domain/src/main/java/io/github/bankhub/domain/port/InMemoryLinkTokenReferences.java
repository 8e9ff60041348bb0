package io.github.bankhub.domain.port;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.util.Optional;

final class InMemoryLinkTokenReferences implements LinkTokenReferences {

  private final BoundedMap<LinkTokenXid, String> references;

  InMemoryLinkTokenReferences(int capacity) {
    this.references = new BoundedMap<>(capacity);
  }

  @Override
  public void save(LinkTokenXid linkToken, String reference) {
    references.put(linkToken, Check.requirePresent("reference", reference, "your own reference"));
  }

  @Override
  public Optional<String> find(LinkTokenXid linkToken) {
    return references.get(linkToken);
  }

  @Override
  public void remove(LinkTokenXid linkToken) {
    references.remove(linkToken);
  }
}
