package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokenSpec;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokens;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Issues link tokens. Not thread-safe. */
record LinkTokenIssuer(InstantSource clock, Ids ids, TestSettings settings, LinkTokens linkTokens) {

  Link issue(LinkTokenSpec spec) {
    LinkTokenXid xid = new LinkTokenXid(ids.uuid(Kind.LINK_TOKEN_XID).toString());
    return issue(xid, new LinkTokenSecret(ids.uuid(Kind.LINK_TOKEN).toString()), spec);
  }

  Link issue(LinkTokenXid xid, LinkTokenSecret secret, LinkTokenSpec spec) {
    Instant expiresAt =
        clock.instant().plus(settings.linkTokenLifetime()).truncatedTo(ChronoUnit.SECONDS);
    return linkTokens.add(xid, secret, spec, expiresAt);
  }
}
