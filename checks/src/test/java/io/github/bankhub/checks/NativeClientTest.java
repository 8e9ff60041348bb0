package io.github.bankhub.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.AccessTokenApi;
import org.openapitools.client.api.BankAccountApi;
import org.openapitools.client.api.LinkTokenApi;
import org.openapitools.client.model.CreateLinkTokenRequest;
import org.openapitools.client.model.CreateLinkTokenRequest.PurposeEnum;

/** The Java client of openapi-generator, {@code native}, with the running program. */
class NativeClientTest {

  private static final String BASE = System.getProperty("bankhub.url");

  @Test
  void gets_a_token_creates_a_link_token_and_lists() throws Exception {
    String token =
        new AccessTokenApi(client("Basic " + basic())).createAccessToken(null).getAccessToken();
    ApiClient client = client("Bearer " + token);

    assertThat(new LinkTokenApi(client).createLinkToken(create()).getHostedLinkUrl().toString())
        .startsWith(BASE);
    assertThat(
            new BankAccountApi(client)
                .listBankAccounts(null, null, null, Samples.COMPANY.value(), null)
                .getData())
        .hasSize(1);
  }

  private static CreateLinkTokenRequest create() {
    return new CreateLinkTokenRequest()
        .companyXid(Samples.COMPANY.value())
        .purpose(PurposeEnum.LINK_BANK_ACCOUNT);
  }

  private static ApiClient client(String authorization) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(BASE);
    client.setRequestInterceptor(request -> request.header("Authorization", authorization));
    return client;
  }

  /** The credentials of the program, for HTTP Basic. */
  private static String basic() throws IOException, InterruptedException {
    URI address = URI.create(BASE + "/_testkit/credentials");
    HttpRequest request = HttpRequest.newBuilder(address).build();
    JsonNode client =
        new ObjectMapper()
            .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    String pair = client.get("client_id").asText() + ":" + client.get("client_secret").asText();
    return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}
