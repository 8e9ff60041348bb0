package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokenSpec;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokens;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Issues link tokens. Not thread-safe. */
record LinkTokenIssuer(InstantSource clock, Ids ids, TestSettings settings, LinkTokens linkTokens) {

  LinkToken issue(LinkTokenSpec spec, URI hostedBase) {
    LinkTokenXid xid = new LinkTokenXid(ids.uuid(Kind.LINK_TOKEN_XID));
    return issue(xid, new LinkTokenSecret(ids.uuid(Kind.LINK_TOKEN)), spec, hostedBase);
  }

  LinkToken issue(LinkTokenXid xid, LinkTokenSecret secret, LinkTokenSpec spec, URI hostedBase) {
    Instant expiresAt =
        clock.instant().plus(settings.linkTokenLifetime()).truncatedTo(ChronoUnit.SECONDS);
    LinkToken token =
        new LinkToken(
            xid,
            secret,
            HostedLink.of(hostedBase + "/link/" + xid),
            LinkTokenExpiry.at(expiresAt, ApiObject.VIETNAM));
    linkTokens.add(token, spec);
    return token;
  }
}
