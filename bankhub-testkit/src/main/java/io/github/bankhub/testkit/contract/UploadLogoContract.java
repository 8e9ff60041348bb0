package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.merchant.Logo;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.sample.Samples;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.MerchantSettings#uploadLogo}. */
abstract class UploadLogoContract extends RetriedOperationContract {

  UploadLogoContract() {
    super(Operation.UPLOAD_LOGO);
  }

  @Override
  final Executable validCall() {
    return () -> upload(Samples.LOGO);
  }

  @Test
  void MS_20_every_byte_of_a_logo_reaches_the_service() {
    byte[] all = new byte[260];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    // The line end and hyphens that a multipart body has around a file.
    System.arraycopy(new byte[] {'\r', '\n', '-', '-'}, 0, all, 256, 4);
    assertStored(Logo.of(image(Samples.LOGO.bytes().length, all)));
  }

  @Test
  void MS_20_a_logo_of_the_maximum_size_reaches_the_service() {
    assertStored(Logo.of(image(Logo.MAX_BYTES - 1, new byte[1])));
  }

  @Test
  void MS_20_a_JPG_reaches_the_service_as_one() {
    Logo jpg = Logo.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0});
    HttpResponse stored = assertStored(jpg);
    assertEquals(
        List.of("image/jpeg"), stored.headers().get("Content-Type"), "the media type is sent");
  }

  @Test
  void MS_21_the_address_of_the_logo_is_that_of_the_settings() {
    URI address = upload(Samples.LOGO);
    assertEquals(
        Optional.of(address.getPath()),
        fixture.service().merchantSettings().get().logoUrl().map(URI::getPath),
        "the address is the logo_url of the response");
  }

  @Test
  void MS_22_an_upload_replaces_the_former_logo() {
    URI former = upload(Samples.LOGO);
    URI address = upload(Samples.LOGO);
    assertNotEquals(former, address, "each upload is sent, and has its own address");
    assertEquals(404, stored(former).status(), "the former logo is deleted");
  }

  @Test
  void MS_23_a_logo_that_is_too_large_and_sent_unchecked_is_an_invalid_request_naming_it() {
    byte[] large = image(Logo.MAX_BYTES, new byte[1]);
    inEachErrorStyle(() -> assertRejected(large, "the service rejects a logo that is too large"));
  }

  @Test
  void MS_24_a_file_of_another_format_that_is_sent_unchecked_is_rejected_naming_the_field() {
    assertRejected(new byte[] {'G', 'I', 'F', '8'}, "the service rejects what is no JPG or PNG");
  }

  private void assertRejected(byte[] image, String why) {
    InvalidRequestException failure =
        assertThrows(
            InvalidRequestException.class,
            () ->
                fixture.hub().call(operation, Map.of("logo", image), (response, zone) -> response),
            why);
    assertEquals(Set.of("logo"), failure.fields().keySet(), "the failure names the logo");
    assertRejectedOnce(failure);
    assertEquals(
        Optional.empty(),
        fixture.service().merchantSettings().get().logoUrl(),
        "nothing is stored");
  }

  private HttpResponse assertStored(Logo logo) {
    HttpResponse stored = stored(upload(logo));
    assertEquals(200, stored.status(), "the service has the logo");
    assertArrayEquals(logo.bytes(), stored.body(), "the bytes are sent unchanged");
    return stored;
  }

  /** The image of a sample, which goes on with zeros, and then ends. */
  private static byte[] image(int length, byte[] end) {
    byte[] image = Arrays.copyOf(Samples.LOGO.bytes(), length + end.length);
    System.arraycopy(end, 0, image, length, end.length);
    return image;
  }

  private URI upload(Logo logo) {
    return fixture.hub().merchantSettings().uploadLogo(logo);
  }

  private HttpResponse stored(URI address) {
    return BankHubHttpHandler.of(fixture.service(), URI.create("http://localhost"))
        .handle(new HttpRequest("GET", URI.create(address.getRawPath()), Map.of(), new byte[0]));
  }
}
