package io.github.bankhub.testkit.server;

import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.Refusal;
import io.github.bankhub.testkit.internal.Refusal.Kind;
import io.github.bankhub.testkit.internal.life.PageFields;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.server.OfflineWire.Answer;
import io.github.bankhub.testkit.server.OfflineWire.Request;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Users of hosted pages by HTTP, under a path that is none of SePay's. */
final class PageControl {

  static final String PATH = "/_testkit/pages/";
  static final String METHODS = "GET, POST";

  private static final List<String> ACTIONS =
      Arrays.stream(PageAction.values()).filter(PageAction::isUsers).map(PageAction::name).toList();

  private final Engine engine;

  PageControl(Engine engine) {
    this.engine = engine;
  }

  Answer answer(String method, String path, Request request) {
    LinkTokenXid xid = new LinkTokenXid(path.substring(PATH.length()));
    return switch (method) {
      case "GET" -> OfflineWire.json(200, PageFields.of(engine.view(xid)));
      case "POST" -> {
        Map<String, String> inputs = new HashMap<>();
        OfflineWire.jsonFields(request)
            .forEach((field, value) -> inputs.put(field, String.valueOf(value)));
        yield OfflineWire.json(200, PageFields.of(engine.act(xid, action(inputs), inputs)));
      }
      default -> throw Refusal.of(Kind.WRONG_METHOD, "use " + METHODS);
    };
  }

  private static PageAction action(Map<String, String> inputs) {
    String name = inputs.remove("action");
    if (name == null || !ACTIONS.contains(name)) {
      throw Refusal.of(Kind.INVALID, "action is %s; expected one of %s".formatted(name, ACTIONS));
    }
    return PageAction.valueOf(name);
  }
}
