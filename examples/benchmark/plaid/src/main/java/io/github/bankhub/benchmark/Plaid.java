package io.github.bankhub.benchmark;

import com.plaid.client.ApiClient;
import com.plaid.client.model.CountryCode;
import com.plaid.client.model.LinkTokenCreateRequest;
import com.plaid.client.model.LinkTokenCreateRequestUser;
import com.plaid.client.model.Products;
import com.plaid.client.request.PlaidApi;
import java.util.List;
import java.util.Map;

/** Plaid's SDK, which creates a link token too. */
public final class Plaid {

  private Plaid() {}

  public static void main(String[] args) throws Exception {
    Candidate.client(
        args,
        uri -> {
          ApiClient client = new ApiClient(Map.of("clientId", "id", "secret", "s3cret"));
          client.setPlaidAdapter(uri.toString());
          PlaidApi api = client.createService(PlaidApi.class);
          return () -> {
            String token =
                api.linkTokenCreate(
                        new LinkTokenCreateRequest()
                            .user(new LinkTokenCreateRequestUser().clientUserId(Wire.COMPANY))
                            .clientName("shop")
                            .products(List.of(Products.AUTH))
                            .countryCodes(List.of(CountryCode.US))
                            .language("en"))
                    .execute()
                    .body()
                    .getLinkToken();
            if (token == null) {
              throw new IllegalStateException("no link token");
            }
          };
        });
  }
}
