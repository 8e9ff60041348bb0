package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenOptions;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.LinkTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Link tokens, called the way a real client calls them. */
final class InMemoryLinkTokens implements LinkTokens {

  private final OperationCaller caller;
  private final BankHubEnvironment rules;

  InMemoryLinkTokens(OperationCaller caller, BankHubEnvironment rules) {
    this.caller = caller;
    this.rules = rules;
  }

  @Override
  public LinkToken create(LinkTokenRequest request) {
    rules.check(Objects.requireNonNull(request, "request"));
    Map<String, Object> fields = fields(request);
    return token(caller.call(Operation.CREATE_LINK_TOKEN, references(fields), fields));
  }

  @Override
  public LinkTokenDetails get(LinkTokenSecret secret) {
    Objects.requireNonNull(secret, "secret");
    return LinkTokenDetails.of(
        caller.call(
            Operation.GET_LINK_TOKEN,
            List.of(new Reference("link_token", secret.toString())),
            Map.of("link_token", secret.reveal())),
        LinkTokenExpiry.VIETNAM);
  }

  @Override
  public void revoke(LinkTokenXid xid) {
    Objects.requireNonNull(xid, "xid");
    caller.call(
        Operation.REVOKE_LINK_TOKEN,
        List.of(new Reference("link_token_xid", xid.value())),
        Map.of("link_token_xid", xid.value()));
  }

  private static LinkToken token(Map<String, ?> body) {
    return new LinkToken(
        new LinkTokenXid(text(body, "xid")),
        new LinkTokenSecret(text(body, "link_token")),
        HostedLink.of(text(body, "hosted_link_url")),
        LinkTokenExpiry.read(text(body, "expires_at"), LinkTokenExpiry.VIETNAM));
  }

  private static String text(Map<String, ?> body, String field) {
    return String.valueOf(body.get(field));
  }

  private static List<Reference> references(Map<String, Object> fields) {
    return Stream.of("company_xid", "bank_account_xid")
        .filter(fields::containsKey)
        .map(field -> new Reference(field, String.valueOf(fields.get(field))))
        .toList();
  }

  private static Map<String, Object> fields(LinkTokenRequest request) {
    LinkTokenOptions options = request.options();
    Map<String, Object> fields = new HashMap<>();
    fields.put("company_xid", request.company().value());
    fields.put("purpose", request.purpose().name());
    request.accountToUnlink().ifPresent(xid -> fields.put("bank_account_xid", xid.value()));
    options.redirect().ifPresent(to -> fields.put("completion_redirect_uri", to.uri().toString()));
    options.surface().ifPresent(surface -> fields.put("is_mobile_app", surface.wireValue()));
    options.language().ifPresent(language -> fields.put("language", language.code()));
    fields.putAll(options.unchecked());
    return fields;
  }
}
