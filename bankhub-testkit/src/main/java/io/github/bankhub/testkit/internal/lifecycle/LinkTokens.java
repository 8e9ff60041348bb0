package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.page.PageView;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The link tokens of a service, by id and by secret. Not thread-safe. */
public final class LinkTokens {

  private final InstantSource clock;
  private final ExpiryQueue expiries;
  private final LinkEvents events;
  private final Map<LinkTokenXid, Link> links = new LinkedHashMap<>();
  private final Map<LinkTokenSecret, Link> bySecret = new HashMap<>();

  public LinkTokens(InstantSource clock, ExpiryQueue expiries, LinkEvents events) {
    this.clock = clock;
    this.expiries = expiries;
    this.events = events;
  }

  public void add(LinkToken token, LinkTokenSpec spec) {
    Link link = new Link(token, spec, clock.instant());
    links.put(token.xid(), link);
    bySecret.put(token.secret(), link);
    token.expiry().instant().ifPresent(at -> expiries.add(new ExpiryQueue.Expiry(at, link, null)));
    events.publish(link, EventName.LINK_TOKEN_CREATED, clock.instant());
  }

  public Optional<Link> find(LinkTokenXid xid) {
    return Optional.ofNullable(links.get(xid));
  }

  public Optional<Link> find(LinkTokenSecret secret) {
    return Optional.ofNullable(bySecret.get(secret));
  }

  /** {@return the link token with an id, for a path that names it} */
  public Link get(LinkTokenXid xid) {
    return find(xid)
        .orElseThrow(
            () ->
                ErrorResponse.of(ErrorResponse.Kind.NO_SUCH_PATH, "there is no link token " + xid));
  }

  public List<PageView> views() {
    return links.values().stream().map(Link::view).toList();
  }
}
