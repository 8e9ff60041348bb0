package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyChange.SuffixCharacters;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.Companies#edit}. */
abstract class EditCompanyContract extends RetriedOperationContract {

  private static final CompanyChange CHANGE = CompanyChange.paymentCode(true);
  private static final String TAKEN = "CONG TY CP XYZ";

  EditCompanyContract() {
    super(Operation.EDIT_COMPANY);
  }

  @Override
  final Executable validCall() {
    return () -> edit(CHANGE);
  }

  @Test
  void CO_20_every_changed_field_reaches_the_service() {
    edit(
        CompanyChange.fullName("CONG TY 100 % MOI")
            .and(CompanyChange.shortName("MOI"))
            .and(CompanyChange.status(Status.PENDING))
            .and(CHANGE)
            .and(CompanyChange.paymentCodePrefix("DH"))
            .and(CompanyChange.paymentCodeSuffixLength(3, 10))
            .and(CompanyChange.paymentCodeSuffixCharacters(SuffixCharacters.NUMBERS))
            .and(CompanyChange.transactionAmount(new BigDecimal("3000000000"))));
    CompanyDetails company = company();
    assertEquals(Optional.of("CONG TY 100 % MOI"), company.fullName(), "the name is sent");
    assertEquals(Optional.of(Status.PENDING), company.status(), "the status is sent");
    assertFalse(company.isActive(), "a pending company is not active");
    CompanyDetails.Configuration values = company.configuration();
    assertEquals(Optional.of(true), values.paymentCode(), "payment codes are on");
    assertEquals(Optional.of("DH"), values.paymentCodePrefix(), "the prefix is sent");
    assertEquals(OptionalInt.of(3), values.paymentCodeSuffixFrom(), "the shortest suffix is sent");
    assertEquals(OptionalInt.of(10), values.paymentCodeSuffixTo(), "the longest suffix is sent");
    assertEquals(
        Optional.of("NumberOnly"),
        values.paymentCodeSuffixCharacterType(),
        "the characters of a suffix are sent");
    assertEquals(
        Optional.of(new BigDecimal("3000000000")),
        values.transactionAmount(),
        "the limit of transactions is sent");
  }

  @Test
  void CO_20_fields_that_a_change_does_not_name_stay_as_they_are() {
    CompanyDetails before = company();
    edit(CompanyChange.paymentCodePrefix("DH"));
    CompanyDetails after = company();
    assertEquals(before.fullName(), after.fullName(), "the name stays");
    assertEquals(before.status(), after.status(), "the status stays");
    assertEquals(
        before.configuration().paymentCode(),
        after.configuration().paymentCode(),
        "payment codes stay on or off");
    assertTrue(after.configuration().isUnlimited(), "the limit of transactions stays");
  }

  @Test
  void CO_20_other_companies_do_not_change() {
    CompanyXid other = fixture.control().addCompany(TAKEN);
    edit(CHANGE);
    assertEquals(
        Optional.of(false),
        fixture.service().companies().get(other).configuration().paymentCode(),
        "the other company stays as it was");
    assertEquals(
        Optional.of(true), company().configuration().paymentCode(), "the company is changed");
  }

  @Test
  void CO_23_transactions_may_have_no_limit() {
    edit(CompanyChange.transactionAmount(BigDecimal.ZERO));
    assertFalse(company().configuration().isUnlimited(), "there is a limit");
    edit(CompanyChange.unlimitedTransactions());
    assertTrue(company().configuration().isUnlimited(), "the limit is removed");
  }

  @Test
  void CO_24_a_name_that_another_company_has_is_rejected_naming_the_field_in_the_observed_style() {
    assertEquals(
        Set.of("full_name"), assertNameIsTaken().fields().keySet(), "the failure names the field");
  }

  @Test
  void CO_24_a_name_that_another_company_has_is_an_invalid_request_in_the_documented_style() {
    fixture.control().errorStyle(ErrorStyle.DOCUMENTED);
    assertRejectedOnce(assertNameIsTaken());
  }

  @Test
  void CO_24_the_name_that_the_company_has_is_accepted() {
    CompanyChange same = CompanyChange.fullName(company().fullName().orElseThrow());
    assertDoesNotThrow(() -> edit(same), "a company may keep its name");
  }

  @Test
  void CO_25_a_company_that_does_not_exist_is_not_found() {
    String unknown = "an id that is?nowhere";
    inEachErrorStyle(
        () ->
            assertRejectedOnce(
                assertNotFound(
                    "company_xid", unknown, () -> edit(new CompanyXid(unknown), CHANGE))));
  }

  @Test
  void CO_25_a_company_is_found_by_its_id_whatever_characters_that_has() {
    CompanyXid unusual = new CompanyXid("ä b?c#d&e=f+g%41{xid}*");
    fixture.control().addCompany(unusual, TAKEN);
    edit(unusual, CHANGE);
    assertEquals(
        Optional.of(true),
        fixture.service().companies().get(unusual).configuration().paymentCode(),
        "the id reaches the service");
  }

  @Test
  void CO_25_an_id_that_could_change_the_path_is_rejected_before_it_is_sent() {
    for (String id : List.of(".", "..", "%2e%2E", "../create", "a\\b")) {
      InvalidFieldException failure =
          assertThrows(
              InvalidFieldException.class,
              () -> edit(new CompanyXid(id), CHANGE),
              "a proxy could take the id for another path");
      assertEquals("company_xid", failure.field(), "the failure names the id");
    }
    assertEquals(List.of(), fixture.control().journal(), "nothing is sent");
  }

  private void edit(CompanyChange change) {
    edit(fixture.company(), change);
  }

  private void edit(CompanyXid xid, CompanyChange change) {
    fixture.hub().companies().edit(xid, change);
  }

  private CompanyDetails company() {
    return fixture.service().companies().get(fixture.company());
  }

  private InvalidRequestException assertNameIsTaken() {
    fixture.control().addCompany(TAKEN);
    return assertThrows(
        InvalidRequestException.class,
        () -> edit(CompanyChange.fullName(TAKEN)),
        "no two companies of a merchant have the same name");
  }
}
