package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The response fields of link tokens, in the order of SePay's samples. */
final class LinkTokenBodies {

  private LinkTokenBodies() {}

  /** Source: page "Create Link Token API". */
  static Map<String, @Nullable Object> created(LinkToken token) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", token.xid().value());
    body.put("hosted_link_url", token.hostedLink().uri().toString());
    body.put("link_token", token.secret().reveal());
    body.put("expires_at", token.expiry().text());
    return body;
  }

  /** Source: page "Get a link token". */
  static Map<String, @Nullable Object> details(Link link) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", link.token().xid().value());
    body.put("purpose", link.spec().purpose().name());
    body.put("status", link.status());
    body.put("completion_redirect_uri", link.spec().redirect());
    body.put("is_mobile_app", link.spec().mobileApp());
    body.put("language", link.spec().language());
    body.put("session_count", link.openings());
    body.put("created_at", SePayText.of(link.createdAt()));
    body.put("updated_at", SePayText.of(link.updatedAt()));
    body.put("expires_at", link.token().expiry().text());
    Map<String, @Nullable Object> company = new LinkedHashMap<>();
    company.put("full_name", link.spec().companyName());
    company.put("status", "Active");
    company.put("xid", link.spec().company().value());
    body.put("company", company);
    body.put("sessions", link.sessions().stream().map(LinkTokenBodies::of).toList());
    body.put("events", link.events().stream().map(LinkTokenBodies::of).toList());
    return body;
  }

  private static Map<String, @Nullable Object> of(Session session) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", session.xid());
    body.put("context", null);
    body.put("state", session.state().value());
    body.put("status", session.status());
    body.put("result", null);
    body.put("finished_at", SePayText.of(session.finishedAt()));
    body.put("expires_at", SePayText.of(session.expiresAt()));
    body.put("created_at", SePayText.of(session.createdAt()));
    body.put("updated_at", SePayText.of(session.updatedAt()));
    return body;
  }

  private static Map<String, @Nullable Object> of(Event event) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", event.xid());
    body.put("name", event.name());
    body.put("metadata", event.metadata());
    body.put("created_at", SePayText.of(event.at()));
    return body;
  }
}
