package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.internal.lifecycle.PageFields;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hosted pages, for tests without a browser. */
record PageRoutes(BankHubService service) {

  private static final List<String> FIELDS =
      List.of(
          "action",
          "bank",
          "account_type",
          "account_number",
          "identification_number",
          "phone_number",
          "otp",
          "reason");

  void addTo(ControlRouter routes) {
    routes.list("/pages", "pages", service::pages, PageFields::of);
    routes.get("/pages/{xid}", fields -> PageFields.of(service.view(link(fields))));
    routes.post("/pages/{xid}", FIELDS, this::act);
  }

  private Map<String, @Nullable Object> act(ControlFields fields) {
    PageAction action = fields.oneOf("action", PageAction.ofUsers());
    return PageFields.of(service.act(link(fields), action, inputs(fields)));
  }

  private static LinkTokenXid link(ControlFields fields) {
    return new LinkTokenXid(fields.xid());
  }

  private static Map<String, String> inputs(ControlFields fields) {
    return fields.names().stream()
        .filter(name -> !name.equals("action"))
        .collect(Collectors.toMap(name -> name, name -> String.valueOf(fields.values().get(name))));
  }
}
