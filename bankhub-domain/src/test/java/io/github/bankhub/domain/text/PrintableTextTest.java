package io.github.bankhub.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.CompletionRedirect;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.operation.Operation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

  /** Every control character, between visible ones. */
  private static final String POISON =
      Stream.of(
              IntStream.rangeClosed(0, 0x1F),
              IntStream.rangeClosed(0x7F, 0x9F),
              IntStream.of(0x061C, 0x200E, 0x200F, 0x2028, 0x2029),
              IntStream.rangeClosed(0x202A, 0x202E),
              IntStream.rangeClosed(0x2066, 0x2069),
              IntStream.of(0xD83D, 0xDE00))
          .flatMap(range -> range.mapToObj(c -> (char) c + "x"))
          .reduce("x", String::concat);

  private static final CallDetails CALL =
      CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 400).withExcerpt(POISON);

  static Stream<Named<BankHubException>> failures() {
    return Stream.of(
            new AccessDeniedException(CALL, POISON),
            new BlockedByFirewallException(CALL, POISON, POISON),
            new InvalidRequestException(CALL, Map.of(POISON, POISON), POISON),
            new InvalidRequestException(CALL, Map.of(), POISON),
            new MalformedResponseException(CALL, POISON),
            new NotFoundException(CALL, List.of(new Reference(POISON, POISON)), POISON),
            new UnavailableException(CALL, UnavailableException.Reason.RESET, POISON))
        .map(failure -> named(failure.getClass().getSimpleName(), failure));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HD 15", "Nguyễn Văn A", "😀", "a\u200Db", "\u00AD", "שלום", "\uFEFF", "~ ¡"})
  void any_other_text_is_not_changed(String text) {
    assertThat(PrintableText.of(text)).isEqualTo(text);
    assertThat(PrintableText.isPrintable(text)).isTrue();
  }

  @Test
  void each_control_character_becomes_one_space() {
    assertThat(PrintableText.isPrintable(POISON)).isFalse();
    assertThat(PrintableText.of(POISON))
        .hasSameSizeAs(POISON)
        .matches("x( x)+")
        .satisfies(text -> assertThat(PrintableText.isPrintable(text)).isTrue());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void FR_01_no_failure_shows_a_control_character(BankHubException failure) {
    assertPrintable(failure.toString());
    assertPrintable(failure.getMessage());
    assertPrintable(failure.call().toString());
    assertPrintable(failure.call().excerpt().orElseThrow());
    if (failure instanceof InvalidRequestException invalid) {
      assertPrintable(invalid.fields().toString());
      assertPrintable(invalid.serviceMessage().orElseThrow());
    }
    if (failure instanceof NotFoundException notFound) {
      assertPrintable(notFound.possiblyMissing().toString());
      assertPrintable(notFound.serviceMessage().orElseThrow());
    }
    if (failure instanceof BlockedByFirewallException blocked) {
      assertPrintable(blocked.rayId().orElseThrow() + blocked.blockedAddress().orElseThrow());
    }
  }

  @Test
  void an_invalid_field_shows_no_control_character() {
    InvalidFieldException failure = new InvalidFieldException(POISON, POISON, POISON);

    assertPrintable(failure.getMessage() + failure.field());
  }

  @Test
  void a_received_text_or_field_name_is_printed_without_control_characters() {
    Map<String, Object> company = Map.of("xid", "c-1", "configuration", Map.of(POISON, POISON));

    assertPrintable(LinkTokenExpiry.read(POISON, ApiObject.VIETNAM).toString());
    assertPrintable(CompanyDetails.of(company, ApiObject.VIETNAM).configuration().toString());
  }

  @Test
  void a_value_that_is_printed_has_no_control_character() {
    assertThatThrownBy(() -> new CompanyXid("a\u202Eb")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> new CompanyXid("a\uD83Db")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> new CompletionRedirect(URI.create("https://a.vn/\u202Eb")))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageNotContaining("\u202E");
  }

  private static void assertPrintable(String text) {
    assertThat(text).matches(PrintableText::isPrintable);
  }
}
