package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.settings.History;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The link tokens of a service, by id and by secret. Not thread-safe.
 *
 * <p>If more have ended than the settings allow, the one that ended first is dropped: it is unknown
 * then. One that has not ended is never dropped.
 */
public final class LinkTokens {

  private final InstantSource clock;
  private final ExpiryQueue expiries;
  private final LinkEvents events;
  private final TextIndex<Link> byXid = new TextIndex<>(link -> link.xid().value());
  // Only the first of the order, until a request names a secret: few hubs are asked by secret.
  private final TextIndex<Link> bySecret = new TextIndex<>(Link::secret);
  private int secrets;
  private final History<Link> inOrder = new History<>(() -> Integer.MAX_VALUE);
  private int unlisted;
  // Tests often repeat a request, and equal values are stored once.
  private @Nullable LinkTokenSpec latestSpec;
  private @Nullable Instant latestExpiry;
  private final TestSettings settings;
  private final History<Link> ended;
  private long droppedEvents;

  public LinkTokens(
      InstantSource clock, ExpiryQueue expiries, LinkEvents events, TestSettings settings) {
    this.settings = settings;
    this.ended = new History<>(settings::historySize, this::drop);
    this.clock = clock;
    this.expiries = expiries;
    this.events = events;
  }

  public Link add(LinkTokenXid xid, LinkTokenSecret secret, LinkTokenSpec spec, Instant expiresAt) {
    LinkTokenSpec sharedSpec = shared(spec, latestSpec);
    Instant sharedExpiry = shared(expiresAt, latestExpiry);
    latestSpec = sharedSpec;
    latestExpiry = sharedExpiry;
    Link link = new Link(xid, secret, sharedSpec, clock.instant(), sharedExpiry, this);
    byXid.put(link);
    inOrder.add(link);
    expiries.add(new ExpiryQueue.Expiry(link.expiresAt(), link, null));
    events.publish(link, EventName.LINK_TOKEN_CREATED, clock.instant());
    return link;
  }

  private static <T> T shared(T value, @Nullable T latest) {
    return latest != null && value.equals(latest) ? latest : value;
  }

  /** A link token has ended, so it can be dropped when newer ones have ended. */
  void end(Link link) {
    ended.add(link);
  }

  private void drop(Link link) {
    byXid.remove(link);
    bySecret.remove(link);
    unlisted++;
    if (unlisted > byXid.size()) {
      removeUnlisted();
    }
  }

  private void removeUnlisted() {
    indexSecrets();
    inOrder.removeIf(link -> !isListed(link));
    secrets = inOrder.size();
    unlisted = 0;
  }

  private boolean isListed(Link link) {
    return byXid.get(link.xid().value()) == link;
  }

  /** Drops the oldest events or sessions that exceed the limit. */
  void trim(List<?> details) {
    while (details.size() > settings.historySize()) {
      details.remove(0);
      droppedEvents++;
    }
  }

  public long dropped() {
    return ended.dropped();
  }

  public long droppedEvents() {
    return droppedEvents;
  }

  public Optional<Link> find(LinkTokenXid xid) {
    return Optional.ofNullable(byXid.get(xid.value()));
  }

  /** {@return the link token whose secret is a text; the text may be any} */
  public Optional<Link> findBySecret(String secret) {
    indexSecrets();
    return Optional.ofNullable(bySecret.get(secret));
  }

  private void indexSecrets() {
    for (Link link : inOrder.elements().subList(secrets, inOrder.size())) {
      if (isListed(link)) {
        bySecret.put(link);
      }
    }
    secrets = inOrder.size();
  }

  /** {@return the link token with an id, for a path that names it} */
  public Link get(LinkTokenXid xid) {
    return find(xid)
        .orElseThrow(
            () ->
                ErrorResponse.of(ErrorResponse.Kind.NO_SUCH_PATH, "there is no link token " + xid));
  }

  /** {@return the link tokens in the order in which they were created; a snapshot} */
  public List<Link> all() {
    if (unlisted > 0) {
      removeUnlisted();
    }
    return inOrder.elements();
  }
}
