package io.github.bankhub.feign.internal.port;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.bankhub.domain.merchant.Logo.Format;
import io.github.bankhub.feign.internal.api.GeneratedCalls.FormBody;
import java.io.ByteArrayOutputStream;
import java.util.UUID;

/**
 * Writes a request body of one image, in the format of HTML forms: RFC 7578. File name and media
 * type follow from the first bytes of the image.
 */
final class MultipartBody {

  private MultipartBody() {}

  /** {@return a body whose part has the name of a field} */
  static FormBody of(String field, byte[] file) {
    // Random, because a boundary must not be part of the file.
    String boundary = "bankhub-" + UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(
                boundary,
                field,
                Format.of(file).map(Format::fileName).orElse(field),
                Format.of(file).map(Format::mediaType).orElse("application/octet-stream"));
    String end = "\r\n--" + boundary + "--\r\n";
    ByteArrayOutputStream body =
        new ByteArrayOutputStream(head.length() + file.length + end.length());
    body.writeBytes(head.getBytes(US_ASCII));
    body.writeBytes(file);
    body.writeBytes(end.getBytes(US_ASCII));
    return new FormBody("multipart/form-data; boundary=" + boundary, body.toByteArray());
  }
}
