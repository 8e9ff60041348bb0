package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.Control;
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
  public static Router of(BankHubService service, Control control, URI baseUri) {
    List<String> controlPaths = new ArrayList<>();
    Router router = new Router((method, path) -> hint(method, path, controlPaths));
    new ApiRoutes(service, baseUri).addTo(router);
    new HostedPages(service).addTo(router);
    Assets.addTo(router);
    new DemoRoutes(service, control.webhooks(), baseUri).addTo(router);
    controlPaths.addAll(addControl(router, service, control));
    return router;
  }

  private static List<String> addControl(Router router, BankHubService service, Control control) {
    ControlRouter routes = new ControlRouter(router);
    new DataRoutes(service, control).addTo(routes);
    new ClockRoutes(control).addTo(routes);
    new JournalRoutes(control).addTo(routes);
    new FaultRoutes(control).addTo(routes);
    new PageRoutes(service).addTo(routes);
    new SettingsRoutes(control).addTo(routes);
    new WebhookRoutes(control.webhooks()).addTo(routes);
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
