package io.github.bankhub.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** The reference: one socket, Jackson, and nothing else. */
public final class RawSocket {

  private RawSocket() {}

  public static void main(String[] args) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Candidate.client(
        args,
        uri -> {
          Socket socket = new Socket(uri.getHost(), uri.getPort());
          socket.setTcpNoDelay(true);
          String head =
              "POST "
                  + Wire.PATH
                  + " HTTP/1.1\r\nHost: "
                  + uri.getAuthority()
                  + "\r\nAuthorization: Bearer t0ken\r\nContent-Type: application/json\r\n"
                  + "Accept: application/json\r\nContent-Length: ";
          byte[] bytes = new byte[8192];
          return () -> {
            byte[] body = json.writeValueAsBytes(Wire.REQUEST);
            byte[] first = (head + body.length + "\r\n\r\n").getBytes(ISO_8859_1);
            byte[] request = new byte[first.length + body.length];
            System.arraycopy(first, 0, request, 0, first.length);
            System.arraycopy(body, 0, request, first.length, body.length);
            socket.getOutputStream().write(request);
            int size = read(socket.getInputStream(), bytes);
            int start = 0;
            while (bytes[start] != '{') {
              start++;
            }
            json.readValue(bytes, start, size - start, Wire.Response.class);
          };
        });
  }

  private static int read(InputStream in, byte[] bytes) throws IOException {
    int size = in.read(bytes);
    while (bytes[size - 1] != '}') {
      size += in.read(bytes, size, bytes.length - size);
    }
    return size;
  }
}
