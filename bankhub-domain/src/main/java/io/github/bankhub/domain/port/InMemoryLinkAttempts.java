package io.github.bankhub.domain.port;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.util.Optional;

final class InMemoryLinkAttempts implements LinkAttempts {

  private final BoundedMap<LinkTokenXid, String> references;

  InMemoryLinkAttempts(int capacity) {
    this.references = new BoundedMap<>(capacity);
  }

  @Override
  public void remember(LinkTokenXid linkToken, String reference) {
    references.put(linkToken, Check.given("reference", reference, "your own reference"));
  }

  @Override
  public Optional<String> referenceOf(LinkTokenXid linkToken) {
    return references.get(linkToken);
  }

  @Override
  public void forget(LinkTokenXid linkToken) {
    references.remove(linkToken);
  }
}
