import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.hc5.ApacheHttp5Client;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import java.util.Map;

/** The same requests as {@link BankHubStart}, with Feign as it comes. */
public final class FeignStart {

  private FeignStart() {}

  public static void main(String[] args) {
    Api api =
        Feign.builder()
            .client(new ApacheHttp5Client())
            .encoder(new JacksonEncoder())
            .decoder(new JacksonDecoder())
            .target(Api.class, args[0]);
    Object token = api.token("Basic QkgtU0ItMTpjbGllbnQtc2VjcmV0").get("access_token");
    Map<String, Object> request = Map.of("company_xid", "c-1", "purpose", "LINK_BANK_ACCOUNT");
    api.create("Bearer " + token, request);
    api.create("Bearer " + token, request);
    System.out.println("done");
    System.exit(0);
  }

  /** The two operations. */
  public interface Api {

    @RequestLine("POST /v1/token")
    @Headers({"Accept: application/json", "Authorization: {authorization}"})
    Map<String, Object> token(@Param("authorization") String authorization);

    @RequestLine("POST /v1/link-token/create")
    @Headers({
      "Accept: application/json",
      "Authorization: {authorization}",
      "Content-Type: application/json"
    })
    Map<String, Object> create(
        @Param("authorization") String authorization, Map<String, Object> body);
  }
}
