package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.HttpProtocolException;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.State;
import io.github.bankhub.testkit.journal.ReceivedRequest;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Adds every request to the journal, except those to the control. */
public record RequestJournal(BankHubService service) {

  private static final System.Logger LOG = System.getLogger(RequestJournal.class.getName());
  private static final String PAGES = "/link/";

  /** Throws nothing: the operation has been performed, and the client needs its response. */
  public void add(HttpRequest request, ResponseWithFault handled) {
    int status = handled.fault() == null ? handled.response().status() : 0;
    try {
      if (!Routes.isControl(request.uri().getRawPath())) {
        add(masking -> received(request, handled.response(), status, masking));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The journal cannot show a request", e);
      addWithoutDetails(request.method(), status, hint(handled.response()));
    }
  }

  public void addMalformed(HttpProtocolException error) {
    addWithoutDetails("", error.status(), Optional.of(error.hint()));
  }

  private void addWithoutDetails(String method, int status, Optional<String> hint) {
    add(
        masking ->
            new ReceivedRequest(
                service.clock().instant(),
                method,
                "",
                Map.of(),
                "",
                status,
                hint,
                Optional.empty()));
  }

  /** Masks without the lock; again with it, in the rare case that the hub knows a text. */
  private void add(Function<Masking, ReceivedRequest> received) {
    List<String> texts = new ArrayList<>();
    ReceivedRequest request =
        received.apply(
            new Masking(
                text -> {
                  texts.add(text);
                  return false;
                }));
    service.read(
        state -> {
          state
              .journal()
              .add(
                  hasSecret(texts, state) ? received.apply(new Masking(state::isSecret)) : request);
          return true;
        });
  }

  private static boolean hasSecret(List<String> texts, State state) {
    for (String text : texts) {
      if (state.isSecret(text)) {
        return true;
      }
    }
    return false;
  }

  private ReceivedRequest received(
      HttpRequest request, HttpResponse response, int status, Masking masking) {
    return new ReceivedRequest(
        service.clock().instant(),
        request.method(),
        masking.path(request),
        masking.headers(request),
        request.uri().getRawPath().startsWith(PAGES) ? "" : masking.body(request),
        status,
        hint(response),
        nearest(request, response.status()));
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
