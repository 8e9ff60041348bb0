package io.github.bankhub.testkit.page;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.Refusal;
import java.util.Map;
import java.util.function.Supplier;

/** A page of a hub in this process. */
final class InProcess implements HostedPage.Driver {

  private final Engine engine;
  private final LinkTokenXid xid;

  InProcess(Engine engine, HostedLink link) {
    this.engine = engine;
    String path = link.uri().getPath();
    this.xid = new LinkTokenXid(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public PageView view() {
    return told(() -> engine.view(xid));
  }

  @Override
  public void act(PageAction action, Map<String, String> inputs) {
    told(() -> engine.act(xid, action, inputs));
  }

  private static PageView told(Supplier<PageView> step) {
    try {
      return step.get();
    } catch (Refusal refusal) {
      throw refusal.kind() == Refusal.Kind.NOT_NOW
          ? new IllegalStateException(refusal.hint())
          : new IllegalArgumentException(refusal.hint());
    }
  }
}
