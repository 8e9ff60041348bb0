package io.github.bankhub.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Frameworks serialize exceptions between processes; no field may be lost. */
class SerializationTest {

  private static final CallDetails CALL =
      CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 400).withExcerpt("{}");

  @Test
  void an_invalid_request_is_read_with_its_fields_and_call_details() throws Exception {
    InvalidRequestException copy =
        copy(new InvalidRequestException(CALL, Map.of("purpose", "wrong"), "Sai"));
    assertThat(copy.fields()).isEqualTo(Map.of("purpose", "wrong"));
    assertThat(copy.serviceMessage()).contains("Sai");
    assertThat(copy.call()).hasToString(CALL.toString());
    assertThat(copy.call().excerpt()).isEqualTo(CALL.excerpt());
  }

  @Test
  void a_not_found_exception_is_read_with_its_references() throws Exception {
    List<Reference> references = List.of(new Reference("company_xid", "c-1"));
    assertThat(copy(new NotFoundException(CALL, references, null)).possiblyMissing())
        .isEqualTo(references);
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"})
  private static <E extends BankHubException> E copy(E exception)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(exception);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (E) in.readObject();
    }
  }
}
