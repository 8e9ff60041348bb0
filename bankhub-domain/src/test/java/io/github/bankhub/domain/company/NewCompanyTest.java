package io.github.bankhub.domain.company;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.Company.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewCompanyTest {

  @Test
  void CO_10_name_and_status_are_fields() {
    assertThat(NewCompany.active("CONG TY").fields())
        .isEqualTo(Map.of("full_name", "CONG TY", "status", "Active"));
    assertThat(new NewCompany("CONG TY", Status.PENDING).fields())
        .containsEntry("status", "Pending");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a\nb"})
  void CO_11_a_company_without_a_name_cannot_be_built(String name) {
    assertRejected("full_name", () -> NewCompany.active(name));
  }

  @Test
  void CO_11_a_name_has_at_most_200_characters() {
    assertThat(NewCompany.active("😀".repeat(200)).fullName()).hasSize(400);
    assertRejected("full_name", () -> NewCompany.active("a".repeat(201)))
        .hasMessageContaining("201 characters");
  }

  @Test
  void CO_11_a_company_without_a_status_cannot_be_built() {
    assertRejected("status", () -> new NewCompany("CONG TY", null));
  }

  @Test
  void LT_24_the_text_contains_no_name() {
    assertThat(NewCompany.active("CONG TY")).hasToString("NewCompany[status Active]");
  }

  @Test
  void companies_with_the_same_name_and_status_are_equal() {
    NewCompany company = NewCompany.active("CONG TY");
    assertThat(company)
        .isEqualTo(new NewCompany("CONG TY", Status.ACTIVE))
        .hasSameHashCodeAs(new NewCompany("CONG TY", Status.ACTIVE))
        .isNotEqualTo(new NewCompany("CONG TY", Status.PENDING))
        .isNotEqualTo(NewCompany.active("CONG TY KHAC"))
        .isNotEqualTo("CONG TY");
    assertThat(company.status()).isEqualTo(Status.ACTIVE);
  }
}
