package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Clients that make one mistake about companies each. */
final class CompanyMutants {

  private static final Mutant.Of LIST =
      new Mutant.Of(InMemoryContractsTest.ListCompanies.class, Operation.LIST_COMPANIES);
  private static final Mutant.Of GET =
      new Mutant.Of(InMemoryContractsTest.GetCompany.class, Operation.GET_COMPANY);

  /** The rules of the requirements for companies that hold for every implementation. */
  static final List<String> RULES =
      List.of("CO_01", "CO_02", "CO_04", "CO_05", "CO_06", "CO_07", "CO_08", "CO_09");

  private CompanyMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(OperationMutants.of(LIST), lists(), OperationMutants.of(GET), gets())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> lists() {
    return Stream.of(
        LIST.calls(
            "drops q",
            call -> call.without("q").send(),
            "CO_02_companies_can_be_searched_by_name",
            "the list leaves out what does not match"),
        LIST.calls(
            "drops status",
            call -> call.without("status").send(),
            "CO_02_the_companies_with_one_status_can_be_selected",
            "the list leaves out companies with another status"),
        LIST.calls(
            "drops the order",
            call -> call.without("sort[created_at]").send(),
            "CO_02_the_order_can_be_selected",
            "the oldest comes first"),
        LIST.calls(
            "takes a flag for a word",
            ListMutations.items(item -> put(item, "active", "inactive")),
            "CO_04_a_company_is_listed_with_the_documented_fields",
            "it is active"),
        LIST.calls(
            "reverses the order",
            response("data", ListMutations::reversed),
            "CO_04_the_newest_company_is_listed_first",
            "the order is that of the response"),
        LIST.calls(
            "always reports a next page",
            ListMutations.hasMore((call, items) -> true),
            "CO_04_without_a_match_there_is_one_empty_page",
            "there is no next page"),
        LIST.calls(
            "reads times in UTC",
            ListMutations.items(
                item ->
                    put(item, "created_at", OperationMutants.asReadInUtc(item.get("created_at")))),
            "CO_05_times_are_read_in_Vietnam_time_which_is_assumed",
            "it was created just now"),
        LIST.calls(
            "always reports a next page",
            ListMutations.hasMore((call, items) -> true),
            "CO_06_a_page_reports_whether_there_is_a_next_one",
            "there is no page after the last"),
        LIST.calls(
            "stops after the first page",
            ListMutations.hasMore((call, items) -> false),
            "CO_08_a_stream_goes_through_all_pages",
            "each company comes once"),
        LIST.calls(
            "requests the next page too early",
            call -> {
              call.with("page", "2").send();
              return call.send();
            },
            "CO_08_a_page_is_requested_when_it_is_needed",
            "only the first page is requested"),
        LIST.calls(
            "reports a failure as an empty list",
            swallow(UnavailableException.class, call -> Map.of("data", List.of())),
            "FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page",
            "takes companies that are not listed for deleted"));
  }

  private static Stream<Mutant> gets() {
    return Stream.of(
        GET.calls(
            "cuts an id with unusual characters",
            call -> call.with("xid", call.text("xid").replaceFirst("[/?#].*", "")).send(),
            "CO_01_a_company_is_found_by_its_id_whatever_characters_that_has",
            "Not found"),
        GET.calls(
            "reads times in UTC",
            response("created_at", OperationMutants::asReadInUtc),
            "CO_05_times_are_read_in_Vietnam_time_which_is_assumed",
            "it was created just now"),
        GET.calls(
            "drops the name",
            response(body -> remove(body, "full_name")),
            "CO_07_the_details_contain_the_company",
            "the name"),
        GET.calls(
            "returns no more than the list",
            response(body -> remove(body, "configuration")),
            "CO_07_the_details_contain_the_configuration_whose_values_are_assumed",
            "payment codes are off"),
        GET.calls(
            "invents a company",
            swallow(NotFoundException.class, call -> Map.of("xid", call.text("xid"))),
            "CO_09_a_company_that_does_not_exist_is_not_found",
            "no company has this id"));
  }
}
