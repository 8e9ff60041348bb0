package io.github.bankhub.feign.internal.port;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenOptions;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.feign.wire.CreateLinkTokenRequest;
import io.github.bankhub.feign.wire.LinkTokenAnswer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Link tokens between domain and wire. */
final class LinkTokenMapping {

  private LinkTokenMapping() {}

  static CreateLinkTokenRequest toWire(LinkTokenRequest request) {
    LinkTokenOptions options = request.options();
    Map<String, Object> unchecked = options.unchecked();
    return new CreateLinkTokenRequest(
        unless(unchecked, "company_xid", Optional.of(request.company().value())),
        unless(unchecked, "purpose", Optional.of(request.purpose().name())),
        unless(
            unchecked,
            "completion_redirect_uri",
            options.redirect().map(redirect -> redirect.uri().toString())),
        unless(unchecked, "is_mobile_app", options.surface().map(surface -> surface.wireValue())),
        unless(unchecked, "language", options.language().map(language -> language.code())),
        unless(
            unchecked,
            "bank_account_xid",
            request.accountToUnlink().map(account -> account.value())),
        unchecked);
  }

  static LinkToken toDomain(LinkTokenAnswer answer, ZoneId zone) {
    return new LinkToken(
        new LinkTokenXid(answer.xid()),
        new LinkTokenSecret(answer.linkToken()),
        HostedLink.of(answer.hostedLinkUrl()),
        LinkTokenExpiry.read(answer.expiresAt(), zone));
  }

  /** What the request refers to, in the order in which Bank Hub looks it up. */
  static List<Reference> references(LinkTokenRequest request) {
    Map<String, Object> unchecked = request.options().unchecked();
    List<Reference> references = new ArrayList<>();
    references.add(
        new Reference(
            "company_xid",
            unchecked.getOrDefault("company_xid", request.company().value()).toString()));
    Object account =
        unchecked.getOrDefault(
            "bank_account_xid", request.accountToUnlink().map(one -> one.value()).orElse(""));
    if (!account.equals("")) {
      references.add(new Reference("bank_account_xid", account.toString()));
    }
    return references;
  }

  private static <T> @Nullable T unless(
      Map<String, Object> unchecked, String field, Optional<T> documented) {
    return unchecked.containsKey(field) ? null : documented.orElse(null);
  }
}
