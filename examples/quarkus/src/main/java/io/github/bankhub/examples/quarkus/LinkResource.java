package io.github.bankhub.examples.quarkus;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static jakarta.ws.rs.core.Response.status;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.examples.links.JoinedTransactions;
import io.github.bankhub.examples.links.LinkPage;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Problem;
import io.github.bankhub.examples.links.Table;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.InboundResponse;
import io.quarkus.runtime.Startup;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The routes of the application. Quarkus runs them on worker threads, which may block. The class is
 * created at the start, so wrong settings stop the application.
 */
@Path("/")
@Startup
public class LinkResource {

  private final Links links;
  private final InboundEndpoint<WebhookEvent> webhooks;
  private final InboundEndpoint<BalanceNotification> payments;

  LinkResource(BankHub hub, DataSource database, InstantSource clock, Config config) {
    Table.createAll(database);
    var transactions = new JoinedTransactions(database, work -> requiringNew().run(work));
    links = new Links(hub, database, transactions, clock);
    String secret = config.getValue("sepay.webhook-secret", String.class);
    String key = config.getValue("sepay.ipn-key", String.class);
    webhooks = links.webhooks(new WebhookSecret(secret));
    payments = links.payments(new IpnApiKey(key));
  }

  @POST
  @Path("links")
  public LinkPage open(@RestQuery String company, @RestQuery String user) {
    return links.open(company, user);
  }

  @GET
  @Path("accounts")
  public List<String> accounts(@RestQuery String user) {
    return links.accounts(user);
  }

  @GET
  @Path("payments")
  public List<String> payments(@RestQuery String account) {
    return links.payments(account);
  }

  @POST
  @Path("sepay/{message:webhook|ipn}")
  public Response receive(@RestPath String message, HttpHeaders headers, InputStream body)
      throws IOException {
    InboundEndpoint<?> endpoint = message.equals("ipn") ? payments : webhooks;
    InboundResponse response = endpoint.receive(headers::getRequestHeader, body);
    return status(response.status()).type(response.contentType()).entity(response.body()).build();
  }

  @ServerExceptionMapper({BankHubException.class, InvalidFieldException.class})
  public Response failed(RuntimeException failure) {
    Problem problem = Problem.of(failure);
    return status(problem.status()).entity(problem).build();
  }
}
