package io.github.bankhub.domain;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.VirtualAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.LinkSessionXid;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.transaction.TransactionId;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class XidTest {

  record Kind(String field, Function<String, Object> make) {

    @Override
    public String toString() {
      return field;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind("company_xid", CompanyXid::new),
        new Kind("bank_account_xid", BankAccountXid::new),
        new Kind("xid", LinkTokenXid::new),
        new Kind("xid", EventXid::new),
        new Kind("xid", VirtualAccountXid::new),
        new Kind("link_session_xid", LinkSessionXid::new),
        new Kind("transaction_id", TransactionId::new));
  }

  @Nested
  class Creating {

    @Test
    void a_line_break_is_rejected_because_ids_are_logged() {
      assertRejected("company_xid", () -> new CompanyXid("c-1\nroot logged in"))
          .hasMessageContaining("contains a control character");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n"})
    void LT_03_a_missing_or_blank_company_is_rejected_naming_its_field(String value) {
      assertRejected("company_xid", () -> new CompanyXid(value))
          .hasMessageContaining("is required")
          .hasMessageContaining("the company's XID as SePay issued it");
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.XidTest#kinds")
    void null_is_rejected_naming_its_field(Kind kind) {
      assertRejected(kind.field, () -> kind.make.apply(null)).hasMessageContaining("was null");
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.XidTest#kinds")
    void blank_text_is_rejected_naming_its_field(Kind kind) {
      assertRejected(kind.field, () -> kind.make.apply(" ")).hasMessageContaining("was blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "Company İstanbul", " padded "})
    void C7_any_other_text_is_preserved_exactly(String value) {
      assertThat(new CompanyXid(value).value()).isEqualTo(value);
    }

    @Test
    void C7_a_company_of_64_letters_and_digits_is_no_stranger() {
      assertThat(new CompanyXid("aB3".repeat(21) + "z").value()).hasSize(64);
    }
  }

  @Nested
  class Comparing {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.XidTest#kinds")
    void is_exact(Kind kind) {
      assertThat(kind.make.apply("id"))
          .isEqualTo(kind.make.apply("id"))
          .isNotEqualTo(kind.make.apply("ID"));
    }
  }

  @Nested
  class Printing {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.XidTest#kinds")
    void shows_the_id_alone(Kind kind) {
      assertThat(kind.make.apply("4fe7e18c")).hasToString("4fe7e18c");
    }
  }
}
