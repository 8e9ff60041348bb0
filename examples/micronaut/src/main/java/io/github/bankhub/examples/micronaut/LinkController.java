package io.github.bankhub.examples.micronaut;

import static io.micronaut.data.connection.jdbc.advice.DelegatingDataSource.unwrapDataSource;
import static java.util.concurrent.Executors.callable;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.examples.links.LinkPage;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Problem;
import io.github.bankhub.examples.links.Transactions;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The routes of the application. Their threads may block, because a call waits for Bank Hub. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class LinkController {

  private final Links links;
  private final Map<String, InboundEndpoint<?>> inbound;

  LinkController(
      BankHub hub,
      DataSource dataSource,
      TransactionOperations<Connection> tx,
      InstantSource clock,
      @Value("${sepay.webhook-secret}") String secret,
      @Value("${sepay.ipn-key}") String key) {
    // callable(…): a transaction of Micronaut must return a value.
    // unwrapDataSource(…): the injected one only has the connection of a running transaction.
    Transactions transactions =
        work -> tx.executeWrite(state -> callable(() -> work.accept(state.getConnection())).call());
    links = new Links(hub, unwrapDataSource(dataSource), transactions, clock);
    inbound = links.endpoints(secret, key);
  }

  @Post("/links")
  LinkPage open(@QueryValue String company, @QueryValue String user) {
    return links.open(company, user);
  }

  @Get("/accounts")
  List<String> accounts(@QueryValue String user) {
    return links.accounts(user);
  }

  @Get("/payments")
  List<String> payments(@QueryValue String account) {
    return links.payments(account);
  }

  @Post(uri = "/sepay/{message:webhook|ipn}", consumes = MediaType.ALL)
  HttpResponse<String> receive(String message, HttpRequest<byte[]> request) {
    var response =
        inbound.get(message).receive(request.getHeaders()::getAll, request.getBody().orElse(null));
    return HttpResponse.ok(response.body()).status(response.status());
  }

  @Error(global = true)
  HttpResponse<Problem> failed(BankHubException failure) {
    return HttpResponse.ok(Problem.of(failure)).status(Problem.of(failure).status());
  }

  @Error(global = true)
  HttpResponse<Problem> rejected(InvalidFieldException failure) {
    return HttpResponse.badRequest(Problem.of(failure));
  }
}
