package io.github.bankhub.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp with Jackson. */
public final class OkHttp5 {

  private OkHttp5() {}

  public static void main(String[] args) throws Exception {
    Candidate.client(
        args,
        uri -> {
          OkHttpClient client = new OkHttpClient();
          ObjectMapper json = new ObjectMapper();
          MediaType type = MediaType.get("application/json");
          String address = uri + Wire.PATH;
          return () -> {
            Request request =
                new Request.Builder()
                    .url(address)
                    .header("Authorization", "Bearer t0ken")
                    .header("Accept", "application/json")
                    .post(RequestBody.create(json.writeValueAsBytes(Wire.REQUEST), type))
                    .build();
            try (Response response = client.newCall(request).execute()) {
              if (response.code() != 201) {
                throw new IllegalStateException("status " + response.code());
              }
              json.readValue(response.body().bytes(), Wire.Response.class);
            }
          };
        });
  }
}
