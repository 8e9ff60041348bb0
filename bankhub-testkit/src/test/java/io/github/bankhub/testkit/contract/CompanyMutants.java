package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.stream.Stream;

/** Clients that make one mistake about companies each. */
final class CompanyMutants {

  private static final Mutant.Of LIST =
      new Mutant.Of(BankHubContract.ListCompanies.class, Operation.LIST_COMPANIES);

  private static final Mutant.Of GET =
      new Mutant.Of(BankHubContract.GetCompany.class, Operation.GET_COMPANY);

  /** The rules of the requirements for companies that hold for every implementation. */
  static final List<String> RULES = List.of("CO_02", "CO_04", "CO_07");

  private CompanyMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(ListMutants.of(LIST), lists(), GetMutants.of(GET), gets())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> gets() {
    return Stream.of(
        GET.calls(
            "drops the name",
            response(body -> remove(body, "full_name")),
            "CO_07_the_details_contain_the_company",
            "the name"),
        GET.calls(
            "returns no more than the list",
            response(body -> remove(body, "configuration")),
            "CO_07_the_details_contain_the_configuration_whose_values_are_assumed",
            "payment codes are off"));
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
