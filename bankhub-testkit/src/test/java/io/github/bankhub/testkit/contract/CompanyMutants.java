package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.put;

import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.stream.Stream;

/** Clients that make one mistake about companies each. */
final class CompanyMutants {

  private static final Mutant.Of LIST =
      new Mutant.Of(BankHubContract.ListCompanies.class, Operation.LIST_COMPANIES);

  /** The rules of the requirements for companies that hold for every implementation. */
  static final List<String> RULES = List.of("CO_02", "CO_04");

  private CompanyMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(ListMutants.of(LIST), lists()).flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> lists() {
    return Stream.of(
        ListMutants.drops(
            LIST,
            "status",
            "CO_02_the_companies_with_one_status_can_be_selected",
            "the list leaves out another status"),
        ListMutants.drops(
            LIST,
            "sort[created_at]",
            "CO_02_the_order_can_be_selected",
            "the oldest company is first"),
        LIST.calls(
            "takes a flag for a word",
            ListMutants.eachItem(item -> put(item, "active", "inactive")),
            "CO_04_a_company_is_listed_with_the_documented_fields",
            "it is active"));
  }
}
