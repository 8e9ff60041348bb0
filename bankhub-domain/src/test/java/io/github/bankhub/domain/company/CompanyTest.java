package io.github.bankhub.domain.company;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {

  @Test
  void CO_04_reads_every_documented_field() {
    Company company = Company.of(item(), VIETNAM);

    assertThat(company.xid()).isEqualTo(COMPANY);
    assertThat(company.fullName()).hasValue("NGUYEN VAN A");
    assertThat(company.status()).hasValue(CompanyStatus.PENDING);
    assertThat(company.isActive()).isTrue();
    assertThat(company.createdAt()).hasValue(EXPIRY);
    assertThat(company.updatedAt()).hasValue(EXPIRY);
  }

  @Test
  void CO_05_only_the_id_is_required() {
    Company company = Company.of(Map.of("xid", "co-1"), VIETNAM);

    assertThat(company.fullName()).isEmpty();
    assertThat(company.status()).isEmpty();
    assertThat(company.createdAt()).isEmpty();
    assertThat(company.updatedAt()).isEmpty();
    assertThat(company).hasToString("Company[co-1, not active]");
    assertRejected("xid", () -> Company.of(Map.of(), VIETNAM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"full_name", "status", "active", "created_at", "updated_at"})
  void CO_05_an_unreadable_field_affects_only_itself(String field) {
    for (Object odd : List.of("", "\u0007", -1.5, List.of(1), Map.of("a", 1))) {
      Map<String, Object> changed = item();
      changed.put(field, odd);
      Company company = Company.of(changed, VIETNAM);

      assertThat(company.xid()).isEqualTo(COMPANY);
      assertThat(company.toString()).contains(COMPANY.value());
      assertThat(company.fields()).containsEntry(field, odd);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "true, true", "0, false", "Active, false"})
  void CO_05_a_flag_may_be_text(String flag, boolean active) {
    Map<String, Object> fields = Map.of("xid", "co-1", "active", flag);
    assertThat(Company.of(fields, VIETNAM).isActive()).isEqualTo(active);
  }

  @Test
  void CO_05_an_unknown_status_is_kept_and_a_blank_one_is_rejected() {
    Map<String, Object> fields = Map.of("xid", "co-1", "status", "Fraud");
    assertThat(Company.of(fields, VIETNAM).status()).hasValue(new CompanyStatus("Fraud"));
    assertRejected("status", () -> new CompanyStatus(" "));
  }

  @Test
  void LT_24_its_text_does_not_contain_the_name() {
    assertThat(Company.of(item(), VIETNAM))
        .hasToString("Company[" + COMPANY + ", status Pending, active]");
  }

  private static Map<String, Object> item() {
    Map<String, Object> item = new HashMap<>();
    item.put("xid", COMPANY.value());
    item.put("full_name", "NGUYEN VAN A");
    item.put("status", "Pending");
    item.put("active", "1");
    item.put("created_at", EXPIRY_TEXT);
    item.put("updated_at", EXPIRY_TEXT);
    return item;
  }
}
