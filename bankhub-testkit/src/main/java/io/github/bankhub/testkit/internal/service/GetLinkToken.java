package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokens;
import io.github.bankhub.testkit.internal.lifecycle.Session;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gets the details of a link token. Source: page "Get a link token". */
record GetLinkToken(LinkTokens linkTokens, Companies companies) implements OperationHandler {

  static final String NOT_FOUND = "Không tìm thấy liên kết";

  private static final String SECRET = "link_token";

  @Override
  public Form form() {
    return Form.of(FormField.id(SECRET)).otherwise("use " + SECRET + ", and no other field");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    String secret = String.valueOf(fields.get(SECRET));
    Link link = linkTokens.findBySecret(secret).orElseThrow(() -> missing(secret));
    Map<String, @Nullable Object> details = details(link);
    return HandlerResult.of(() -> details);
  }

  private ErrorResponse missing(String secret) {
    boolean isXid = linkTokens.find(new LinkTokenXid(secret)).isPresent();
    return ErrorResponse.missing(
        new Reference(SECRET, "***"),
        NOT_FOUND,
        isXid ? "this is the xid; use the link_token of the same response" : null);
  }

  private Map<String, @Nullable Object> details(Link link) {
    return Json.object(
        "xid", link.xid().value(),
        "purpose", link.spec().purpose().name(),
        "status", link.status(),
        "completion_redirect_uri", link.spec().redirect(),
        "is_mobile_app", link.spec().mobileApp(),
        "language", link.spec().language(),
        "session_count", link.openings(),
        "created_at", OperationHandler.text(link.createdAt()),
        "updated_at", OperationHandler.text(link.updatedAt()),
        "expires_at", OperationHandler.text(link.expiresAt()),
        "company", company(companies.require(link.spec().company())),
        "sessions", link.sessions().stream().map(GetLinkToken::of).toList(),
        "events", link.events().stream().map(GetLinkToken::of).toList());
  }

  private static Map<String, @Nullable Object> company(Companies.Company company) {
    return Json.object(
        "full_name", company.fullName(),
        "status", company.status(),
        "xid", company.xid().value());
  }

  private static Map<String, @Nullable Object> of(Session session) {
    return Json.object(
        "xid", session.xid(),
        "context", null,
        "state", session.state().value(),
        "status", session.status(),
        "result", null,
        "finished_at", OperationHandler.text(session.finishedAt()),
        "expires_at", OperationHandler.text(session.expiresAt()),
        "created_at", OperationHandler.text(session.createdAt()),
        "updated_at", OperationHandler.text(session.updatedAt()));
  }

  private static Map<String, @Nullable Object> of(Event event) {
    return Json.object(
        "xid", event.xid(),
        "name", event.name(),
        "metadata", event.metadata(),
        "created_at", OperationHandler.text(event.at()));
  }
}
