package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.lifecycle.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service tells, as the fields of JSON objects in the order of SePay's samples. */
final class ResponseBodies {

  private ResponseBodies() {}

  /** Source: page "Get a link token". */
  static Map<String, @Nullable Object> of(Link link) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", link.token().xid().value());
    body.put("purpose", link.terms().purpose().name());
    body.put("status", link.status());
    body.put("completion_redirect_uri", link.terms().redirect());
    body.put("is_mobile_app", link.terms().mobileApp());
    body.put("language", link.terms().language());
    body.put("session_count", link.openings());
    body.put("created_at", text(link.createdAt()));
    body.put("updated_at", text(link.updatedAt()));
    body.put("expires_at", link.token().expiry().text());
    Map<String, @Nullable Object> company = new LinkedHashMap<>();
    company.put("full_name", link.terms().companyName());
    company.put("status", "Active");
    company.put("xid", link.terms().company().value());
    body.put("company", company);
    body.put("sessions", link.sessions().stream().map(ResponseBodies::of).toList());
    body.put("events", link.events().stream().map(ResponseBodies::of).toList());
    return body;
  }

  private static Map<String, @Nullable Object> of(Session session) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", session.xid());
    body.put("context", null);
    body.put("state", session.state().value());
    body.put("status", session.status());
    body.put("result", null);
    body.put("finished_at", text(session.finishedAt()));
    body.put("expires_at", text(session.expiresAt()));
    body.put("created_at", text(session.createdAt()));
    body.put("updated_at", text(session.updatedAt()));
    return body;
  }

  private static Map<String, @Nullable Object> of(Event event) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", event.xid());
    body.put("name", event.name());
    body.put("metadata", event.metadata());
    body.put("created_at", text(event.at()));
    return body;
  }

  /** Source: page "List bank accounts". */
  static Map<String, @Nullable Object> item(LinkedAccount linked) {
    Map<String, @Nullable Object> body = common(linked);
    boolean personal = linked.account().type().equals(AccountType.PERSONAL);
    body.put("account_type", personal ? "individual" : "enterprise");
    return body;
  }

  /** Source: page "Bank account detail", which shows no account type. */
  static Map<String, @Nullable Object> detail(LinkedAccount linked) {
    Map<String, @Nullable Object> body = common(linked);
    body.put("identification_number", linked.account().identification());
    body.put("phone_number", linked.account().phone());
    body.put("va_list", List.of());
    return body;
  }

  private static Map<String, @Nullable Object> common(LinkedAccount linked) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", linked.xid().value());
    body.put("company_xid", linked.company().value());
    body.put("brand_name", linked.account().bank());
    body.put("account_holder_name", linked.account().holder());
    body.put("account_number", linked.account().number());
    body.put("accumulated", "0");
    body.put("bank_api_connected", "1");
    body.put("active", linked.active() ? "1" : "0");
    body.put("last_transaction", "");
    body.put("created_at", text(linked.createdAt()));
    body.put("updated_at", text(linked.updatedAt()));
    return body;
  }

  /** One page of a list, with the form of {@code meta} that SePay shows for this one. */
  static Map<String, @Nullable Object> page(AccountFilter filter, List<LinkedAccount> all) {
    int pages = (all.size() + filter.perPage() - 1) / filter.perPage();
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("per_page", filter.perPage());
    meta.put("total", all.size());
    meta.put("has_more", filter.page() < pages);
    meta.put("current_page", filter.page());
    meta.put("page_count", pages);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("data", filter.pageOf(all).stream().map(ResponseBodies::item).toList());
    body.put("meta", meta);
    return body;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : LinkTokenExpiry.at(instant, ApiObject.VIETNAM).text();
  }
}
