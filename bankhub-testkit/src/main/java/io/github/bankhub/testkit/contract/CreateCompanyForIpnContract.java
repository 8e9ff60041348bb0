package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule of {@link io.github.bankhub.domain.port.Companies#createForIpn}. */
abstract class CreateCompanyForIpnContract extends ClientContract {

  private static final String NAME = "CONG TY CP XYZ";

  private final List<CompanyXid> created = new ArrayList<>();

  CreateCompanyForIpnContract() {
    super(Operation.CREATE_COMPANY, Operation.EDIT_COMPANY);
  }

  @Test
  void CO_30_the_company_is_active_and_its_transactions_have_no_limit() {
    CompanyXid xid = fixture.hub().companies().createForIpn(NAME, created::add);
    CompanyDetails company = fixture.service().companies().get(xid);
    assertTrue(company.isActive(), "the company is active");
    assertTrue(company.configuration().isUnlimited(), "the limit of transactions is removed");
    assertEquals(List.of(xid), created, "the id is reported once");
  }

  @Test
  void CO_30_the_id_is_known_if_the_limit_cannot_be_removed() {
    fixture.control().inject(FaultScenario.SERVER_ERROR_500.always().on(Operation.EDIT_COMPANY));
    BankHubException failure =
        assertThrows(
            BankHubException.class,
            () -> fixture.hub().companies().createForIpn(NAME, created::add),
            "the second call fails");
    assertEquals(
        Operation.EDIT_COMPANY, failure.call().operation(), "the failure names the second call");
    assertEquals(1, created.size(), "the id is reported");
    assertTrue(
        fixture.control().companies().containsKey(created.get(0)), "the reported company exists");
  }
}
