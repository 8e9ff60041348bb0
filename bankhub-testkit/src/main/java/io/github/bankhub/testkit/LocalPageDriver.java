package io.github.bankhub.testkit;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.page.PageView;
import java.util.Map;
import java.util.function.Supplier;

/** A page of a hub in this process. */
final class LocalPageDriver implements HostedPage.Driver {

  private final BankHubService service;
  private final LinkTokenXid xid;

  LocalPageDriver(BankHubService service, HostedLink link) {
    this.service = service;
    String path = link.uri().getPath();
    this.xid = new LinkTokenXid(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public PageView view() {
    return perform(() -> service.view(xid));
  }

  @Override
  public void act(PageAction action, Map<String, String> inputs) {
    perform(() -> service.act(xid, action, inputs));
  }

  private static PageView perform(Supplier<PageView> step) {
    try {
      return step.get();
    } catch (ErrorResponse rejection) {
      throw rejection.kind() == ErrorResponse.Kind.NOT_NOW
          ? new IllegalStateException(rejection.hint())
          : new IllegalArgumentException(rejection.hint());
    }
  }
}
