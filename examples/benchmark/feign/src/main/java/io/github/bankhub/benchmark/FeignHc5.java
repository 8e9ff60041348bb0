package io.github.bankhub.benchmark;

import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import feign.hc5.ApacheHttp5Client;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;

/** Feign with HttpClient 5, as they come. */
public final class FeignHc5 {

  /** The API that Feign implements. */
  public interface Api {
    @RequestLine("POST " + Wire.PATH)
    @Headers({
      "Authorization: Bearer t0ken",
      "Content-Type: application/json",
      "Accept: application/json"
    })
    Wire.Response create(Wire.Request request);
  }

  private FeignHc5() {}

  public static void main(String[] args) throws Exception {
    Candidate.client(
        args,
        uri -> {
          Api api =
              Feign.builder()
                  .client(new ApacheHttp5Client())
                  .encoder(new JacksonEncoder())
                  .decoder(new JacksonDecoder())
                  .target(Api.class, uri.toString());
          return () -> api.create(Wire.REQUEST);
        });
  }
}
