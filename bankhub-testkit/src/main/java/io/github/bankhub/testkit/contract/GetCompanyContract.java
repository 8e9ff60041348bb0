package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.operation.Operation;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The rule of {@link io.github.bankhub.domain.port.Companies#get}, beside those of every get. */
abstract class GetCompanyContract extends GetContract<CompanyXid, CompanyDetails> {

  GetCompanyContract() {
    super(Operation.GET_COMPANY, CompanyXid::new, CompanyDetails::xid, CompanyDetails::createdAt);
  }

  @Override
  CompanyDetails get(CompanyXid xid) {
    return fixture.hub().companies().get(xid);
  }

  @Override
  void add(CompanyXid xid) {
    fixture.control().addCompany(xid, "CONG TY CP XYZ");
  }

  @Test
  void CO_07_the_details_contain_the_company() {
    fixture.assumeNewService();
    CompanyDetails company = get(fixture.company());
    assertEquals(fixture.company(), company.xid(), "the id");
    assertEquals(Optional.of("CONG TY TNHH ABC"), company.fullName(), "the name");
    assertEquals(Optional.of(Status.ACTIVE), company.status(), "the status");
    assertTrue(company.isActive(), "it is active");
  }

  @Test
  void CO_07_the_details_contain_the_configuration_whose_values_are_assumed() {
    fixture.assumeNewService();
    CompanyDetails.Configuration values = get(fixture.company()).configuration();
    assertEquals(Optional.of(false), values.paymentCode(), "payment codes are off");
    assertEquals(Optional.empty(), values.paymentCodePrefix(), "there is no prefix");
    assertEquals(OptionalInt.of(1), values.paymentCodeSuffixFrom(), "the shortest suffix");
    assertEquals(OptionalInt.of(30), values.paymentCodeSuffixTo(), "the longest suffix");
    assertEquals(
        Optional.of("NumberAndLetter"),
        values.paymentCodeSuffixCharacterType(),
        "the characters of a suffix");
    assertTrue(values.isUnlimited(), "transactions have no limit");
  }
}
