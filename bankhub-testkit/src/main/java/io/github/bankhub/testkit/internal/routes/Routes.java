package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.delivery.WebhookDispatcher;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** All routes of the offline Bank Hub: API, hosted pages, assets, demo and control. */
public final class Routes {

  private Routes() {}

  /**
   * {@return a router with all routes}
   *
   * @param baseUri the address that hosted links begin with
   */
  public static Router of(BankHubService service, WebhookDispatcher dispatcher, URI baseUri) {
    List<String> controlPaths = new ArrayList<>();
    Router router = new Router((method, path) -> hint(method, path, controlPaths));
    new ApiRoutes(service, baseUri).addTo(router);
    new HostedPages(service).addTo(router);
    Assets.addTo(router);
    new DemoRoutes(service, dispatcher, baseUri).addTo(router);
    controlPaths.addAll(addControl(router, service, dispatcher));
    return router;
  }

  private static List<String> addControl(
      Router router, BankHubService service, WebhookDispatcher dispatcher) {
    ControlRouter routes = new ControlRouter(router);
    new DataRoutes(service).addTo(routes);
    new ClockRoutes(service.clock(), dispatcher).addTo(routes);
    new JournalRoutes(service).addTo(routes);
    new FaultRoutes(service).addTo(routes);
    new PageRoutes(service).addTo(routes);
    new SettingsRoutes(service).addTo(routes);
    new WebhookRoutes(dispatcher).addTo(routes);
    return routes.paths();
  }

  /** {@return whether a path is one of the control, none of SePay's} */
  public static boolean isControl(String path) {
    return ControlRouter.isAt(path);
  }

  private static String hint(String method, String path, List<String> controlPaths) {
    return ControlRouter.isAt(path)
        ? "the paths are " + controlPaths
        : ApiHints.forRequest(method, path);
  }
}
