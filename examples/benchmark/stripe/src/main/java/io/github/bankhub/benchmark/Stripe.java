package io.github.bankhub.benchmark;

import com.stripe.StripeClient;
import com.stripe.param.CustomerCreateParams;

/** Stripe's SDK, which creates a customer. */
public final class Stripe {

  private Stripe() {}

  public static void main(String[] args) throws Exception {
    Candidate.client(
        args,
        uri -> {
          StripeClient client =
              StripeClient.builder().setApiKey("sk_test_1").setApiBase(uri.toString()).build();
          return () -> {
            String id =
                client
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().setEmail("jenny@example.com").build())
                    .getId();
            if (id == null) {
              throw new IllegalStateException("no id");
            }
          };
        });
  }
}
