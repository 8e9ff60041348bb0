package io.github.bankhub.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5 as a careful engineer uses it by hand. */
public final class HttpClient5 {

  private HttpClient5() {}

  public static void main(String[] args) throws Exception {
    Candidate.client(
        args,
        uri -> {
          CloseableHttpClient client =
              HttpClients.custom()
                  .setConnectionManager(
                      PoolingHttpClientConnectionManagerBuilder.create()
                          .setMaxConnTotal(64)
                          .setMaxConnPerRoute(64)
                          .setConnectionFactory(
                              ManagedHttpClientConnectionFactory.builder()
                                  .http1Config(Http1Config.custom().setBufferSize(2048).build())
                                  .build())
                          .build())
                  .disableContentCompression()
                  .disableCookieManagement()
                  .disableAuthCaching()
                  .disableAutomaticRetries()
                  .disableRedirectHandling()
                  .build();
          ObjectMapper json = new ObjectMapper();
          ObjectWriter writer = json.writerFor(Wire.Request.class);
          ObjectReader reader = json.readerFor(Wire.Response.class);
          String address = uri + Wire.PATH;
          return () -> {
            HttpPost post = new HttpPost(address);
            post.setHeader("Authorization", "Bearer t0ken");
            post.setHeader("Accept", "application/json");
            post.setEntity(
                new ByteArrayEntity(
                    writer.writeValueAsBytes(Wire.REQUEST), ContentType.APPLICATION_JSON));
            byte[] body =
                client.execute(
                    post,
                    response -> {
                      if (response.getCode() != 201) {
                        throw new IllegalStateException("status " + response.getCode());
                      }
                      return EntityUtils.toByteArray(response.getEntity(), 1 << 20);
                    });
            Wire.Response unused = reader.readValue(body);
          };
        });
  }
}
