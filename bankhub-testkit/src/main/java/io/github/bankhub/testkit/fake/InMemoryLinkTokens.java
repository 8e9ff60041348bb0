package io.github.bankhub.testkit.fake;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.FailedCall;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenOptions;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Link tokens, called the way a real client calls them. */
final class InMemoryLinkTokens implements LinkTokens {

  private static final URI SANDBOX_PAGES = URI.create("https://bankhub-sandbox.sepay.vn");
  private static final URI PRODUCTION_PAGES = URI.create("https://bankhub.sepay.vn");

  private final Engine engine;
  private final CachedAccessToken token;
  private final Environment rules;
  private final URI pages;

  InMemoryLinkTokens(Engine engine, CachedAccessToken token, Environment rules) {
    this.engine = engine;
    this.token = token;
    this.rules = rules;
    this.pages =
        engine.environment().redirectSchemes().contains("http") ? SANDBOX_PAGES : PRODUCTION_PAGES;
  }

  @Override
  public LinkToken create(LinkTokenRequest request) {
    rules.check(request);
    Map<String, Object> fields = fields(request);
    AccessToken first = accessToken();
    try {
      return send(first, fields);
    } catch (Refusal refusal) {
      if (refusal.kind() != Refusal.Kind.UNAUTHENTICATED) {
        throw failure(refusal, 1);
      }
    }
    token.drop(first);
    try {
      return send(accessToken(), fields);
    } catch (Refusal refusal) {
      throw failure(refusal, 2);
    }
  }

  private LinkToken send(AccessToken bearer, Map<String, Object> fields) {
    return engine.serve(
        Operation.CREATE_LINK_TOKEN,
        state -> {
          state.authenticate(bearer.reveal());
          return state.createLinkToken(fields, pages);
        });
  }

  private AccessToken accessToken() {
    try {
      return token.get();
    } catch (Refusal refusal) {
      throw new AccessDeniedException(
          FailedCall.notSent(Operation.CREATE_LINK_TOKEN).withHttpStatus(refusal.status()),
          "the service does not take the credentials");
    }
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

  private static BankHubException failure(Refusal refusal, int attempts) {
    FailedCall call =
        FailedCall.rejected(Operation.CREATE_LINK_TOKEN, refusal.status())
            .after(attempts, Duration.ZERO);
    Reference missing = refusal.reference();
    if (missing != null) {
      String message = refusal.fields().getOrDefault(missing.field(), refusal.summary());
      return new NotFoundException(call, List.of(missing), message);
    }
    return refusal.kind() == Refusal.Kind.UNAUTHENTICATED
        ? new AccessDeniedException(call, "the service refused a renewed access token")
        : new InvalidRequestException(call, refusal.fields(), refusal.summary());
  }
}
