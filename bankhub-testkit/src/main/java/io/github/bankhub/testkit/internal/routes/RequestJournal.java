package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.HttpProtocolException;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.journal.ReceivedRequest;
import java.util.Map;
import java.util.Optional;

/** Adds every request to the journal, except those to the control. */
public record RequestJournal(BankHubService service) {

  private static final String PAGES = "/link/";

  public void add(HttpRequest request, ResponseWithFault handled) {
    if (Routes.isControl(request.uri().getRawPath())) {
      return;
    }
    int status = handled.response().status();
    service.read(
        state -> {
          Masking masking = new Masking(state::isSecret);
          String path = request.uri().getRawPath();
          state
              .journal()
              .add(
                  new ReceivedRequest(
                      service.clock().instant(),
                      request.method(),
                      masking.path(request),
                      masking.headers(request),
                      path.startsWith(PAGES) ? "" : masking.body(request),
                      handled.fault() == null ? status : 0,
                      hint(handled.response()),
                      nearest(request, status)));
          return true;
        });
  }

  public void addMalformed(HttpProtocolException error) {
    service.read(
        state -> {
          state
              .journal()
              .add(
                  new ReceivedRequest(
                      service.clock().instant(),
                      "",
                      "",
                      Map.of(),
                      "",
                      error.status(),
                      Optional.of(error.hint()),
                      Optional.empty()));
          return true;
        });
  }

  private static Optional<String> hint(HttpResponse response) {
    return response.status() < 400
        ? Optional.empty()
        : Optional.ofNullable(Json.read(response.body()))
            .map(body -> body.get("hint"))
            .map(String::valueOf);
  }

  /** For a path or a method that no operation has. */
  private static Optional<Operation> nearest(HttpRequest request, int status) {
    String path = request.uri().getRawPath();
    boolean isUnknown =
        (status == 404 || status == 405)
            && !path.startsWith(PAGES)
            && !isOperation(request.method(), path);
    return isUnknown ? NearestOperation.of(request.method(), path) : Optional.empty();
  }

  private static boolean isOperation(String method, String path) {
    for (Operation operation : Operation.values()) {
      if (operation.method().equals(method) && new PathTemplate(operation.path()).matches(path)) {
        return true;
      }
    }
    return false;
  }
}
