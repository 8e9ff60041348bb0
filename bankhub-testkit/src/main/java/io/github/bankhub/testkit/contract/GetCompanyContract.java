package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.CompanyConfiguration;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyStatus;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.Companies#get}, one test each. Extend it as you
 * extend {@link CreateLinkTokenContract}.
 *
 * <ul>
 *   <li>CO-01: the id of a company selects it, whatever characters the id has.
 *   <li>CO-05: times are read as Vietnam time, which is assumed.
 *   <li>CO-07: the details contain the configuration.
 *   <li>CO-09: a company that does not exist is not found.
 * </ul>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class GetCompanyContract extends RetriedOperationContract {

  private static final CompanyXid UNKNOWN = new CompanyXid("a company/that is?nowhere");

  @Override
  final Operation operation() {
    return Operation.GET_COMPANY;
  }

  @Override
  final void call(ContractFixture fixture) {
    get(fixture, fixture.company());
  }

  /** The fields of a response. */
  @Nested
  class Response {
    @Test
    void CO_05_times_are_read_in_Vietnam_time_which_is_assumed() {
      ContractFixture fixture = fixture();
      CompanyDetails company = get(fixture, fixture.company());
      assertEquals(Optional.of(fixture.now()), company.createdAt(), "it was created just now");
      assertEquals(Optional.of(fixture.now()), company.updatedAt(), "it was changed just now");
    }

    @Test
    void CO_07_the_details_contain_the_company() {
      ContractFixture fixture = fixture();
      CompanyDetails company = get(fixture, fixture.company());
      assertEquals(fixture.company(), company.xid(), "the id");
      assertEquals(Optional.of("CONG TY TNHH ABC"), company.fullName(), "the name");
      assertEquals(Optional.of(CompanyStatus.ACTIVE), company.status(), "the status");
      assertTrue(company.isActive(), "it is active");
    }

    @Test
    void CO_07_the_details_contain_the_configuration_whose_values_are_assumed() {
      ContractFixture fixture = fixture();
      CompanyConfiguration configuration = get(fixture, fixture.company()).configuration();
      assertEquals(Optional.of(false), configuration.paymentCode(), "payment codes are off");
      assertEquals(Optional.empty(), configuration.paymentCodePrefix(), "there is no prefix");
      assertEquals(OptionalInt.of(1), configuration.paymentCodeSuffixFrom(), "the shortest suffix");
      assertEquals(OptionalInt.of(30), configuration.paymentCodeSuffixTo(), "the longest suffix");
      assertEquals(
          Optional.of("NumberAndLetter"),
          configuration.paymentCodeSuffixCharacterType(),
          "the characters of a suffix");
      assertTrue(configuration.isUnlimited(), "transactions have no limit");
    }
  }

  /** Ids, known and unknown. */
  @Nested
  class References {
    @Test
    void CO_01_a_company_is_found_by_its_id_whatever_characters_that_has() {
      ContractFixture fixture = fixture();
      CompanyXid odd = new CompanyXid("../ä b?c#d&e=f+g%2F{xid}*");
      fixture.control().addCompany(odd, "CONG TY CP XYZ");
      assertEquals(odd, get(fixture, odd).xid(), "the id reaches the service");
    }

    @Test
    void CO_09_a_company_that_does_not_exist_is_not_found() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        NotFoundException failure =
            assertThrows(
                NotFoundException.class, () -> get(fixture, UNKNOWN), "no company has this id");
        assertEquals(
            List.of(new Reference("company_xid", UNKNOWN.value())),
            failure.possiblyMissing(),
            "the failure names the company");
        assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
        assertEquals(1, failure.call().attempts(), "a rejected request is not sent again");
      }
    }
  }

  private static CompanyDetails get(ContractFixture fixture, CompanyXid xid) {
    return fixture.hub().companies().get(xid);
  }
}
