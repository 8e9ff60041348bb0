package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.delivery.Deliveries;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All routes of the offline Bank Hub: API, hosted pages, assets, demo and control. */
public final class Routes {

  private Routes() {}

  /** Hosted links begin with the base of the address. A named hub has no hubs itself: null. */
  public static Router of(
      BankHubService service,
      Deliveries deliveries,
      ServerAddress address,
      @Nullable NamedHubs hubs) {
    List<String> controlPaths = new ArrayList<>();
    Router router = new Router(hints(controlPaths));
    new ApiRoutes(service, address).addTo(router);
    new HostedPages(service).addTo(router);
    Assets.addTo(router);
    new DemoRoutes(service, deliveries, address).addTo(router);
    ControlRouter control = new ControlRouter(router, controlPaths);
    new DataRoutes(service, deliveries).addTo(control);
    new SettingsRoutes(service, deliveries).addTo(control);
    new FaultRoutes(service).addTo(control);
    new PageRoutes(service).addTo(control);
    new WebhookRoutes(deliveries.webhooks()).addTo(control);
    new IpnRoutes(deliveries.ipns()).addTo(control);
    new PactStateRoutes(service.pactStates()).addTo(control);
    if (hubs != null) {
      new HubRoutes(hubs).addTo(control);
    }
    return router;
  }

  public static boolean isControl(String path) {
    return ControlRouter.isAt(path);
  }

  private static Router.Hints hints(List<String> controlPaths) {
    return new Router.Hints() {
      @Override
      public String forPath(String method, String path) {
        return ControlRouter.isAt(path)
            ? "the paths are " + controlPaths
            : ApiHints.forPath(method, path);
      }

      @Override
      public Optional<String> forMethod(String method, String path) {
        return ControlRouter.isAt(path) ? Optional.empty() : ApiHints.forMethod(method, path);
      }
    };
  }
}
