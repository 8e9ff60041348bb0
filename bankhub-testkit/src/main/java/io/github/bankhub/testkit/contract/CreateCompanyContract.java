package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of {@link io.github.bankhub.domain.port.Companies#create}. */
abstract class CreateCompanyContract extends ClientContract {

  private static final NewCompany COMPANY = NewCompany.active("CONG TY CP XYZ");

  CreateCompanyContract() {
    super(Operation.CREATE_COMPANY);
  }

  @Test
  void CO_10_a_created_company_has_the_id_of_the_response() {
    CompanyXid expected = fixture.twin().hub().companies().create(COMPANY);
    assertEquals(expected, create(COMPANY), "the id is the xid of the response");
  }

  @Test
  void CO_10_the_name_and_the_status_reach_the_service() {
    for (Status status : List.of(Status.ACTIVE, Status.PENDING)) {
      NewCompany company = new NewCompany("CONG TY 100 % " + status, status);
      CompanyDetails created = fixture.service().companies().get(create(company));
      assertEquals(Optional.of(company.fullName()), created.fullName(), "the name is sent");
      assertEquals(Optional.of(status), created.status(), "the status is sent");
    }
  }

  @Test
  void CO_12_a_name_that_a_company_has_is_rejected_naming_the_field_in_the_observed_style() {
    create(COMPANY);
    assertEquals(
        Set.of("full_name"), assertNameIsTaken().fields().keySet(), "the failure names the field");
  }

  @Test
  void CO_12_a_name_that_a_company_has_is_an_invalid_request_in_the_documented_style() {
    fixture.control().errorStyle(ErrorStyle.DOCUMENTED);
    create(COMPANY);
    assertRejectedOnce(assertNameIsTaken());
  }

  @Test
  void CO_13_a_create_whose_response_was_lost_is_not_sent_again() {
    fixture.hub().accessToken();
    fixture
        .control()
        .inject(FaultScenario.SERVER_ERROR_500_PERFORMED.once().on(Operation.CREATE_COMPANY));
    BankHubException failure =
        assertThrows(BankHubException.class, () -> create(COMPANY), "the response was lost");
    assertEquals(
        1, statuses().size(), "create was sent again although the first may have been performed");
    assertEquals(
        RequestOutcome.UNKNOWN, failure.requestOutcome(), "the company may have been created");
  }

  @Test
  void LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds() {
    create(NewCompany.active("CONG TY SO 1"));
    fixture.control().expireAccessTokens();
    assertDoesNotThrow(() -> create(COMPANY), "the client renews the access token");
    assertEquals(
        List.of(201, 401, 201), statuses(), "the client sends the rejected call once more");
  }

  private CompanyXid create(NewCompany company) {
    return fixture.hub().companies().create(company);
  }

  private InvalidRequestException assertNameIsTaken() {
    return assertThrows(
        InvalidRequestException.class,
        () -> create(COMPANY),
        "no two companies of a merchant have the same name");
  }

  private List<Integer> statuses() {
    return fixture.statuses(Operation.CREATE_COMPANY);
  }
}
