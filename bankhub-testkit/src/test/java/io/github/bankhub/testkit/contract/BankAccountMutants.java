package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about bank accounts each. */
final class BankAccountMutants {

  private static final Mutant.Of LIST =
      new Mutant.Of(InMemoryContractsTest.ListBankAccounts.class, Operation.LIST_BANK_ACCOUNTS);
  private static final Mutant.Of GET =
      new Mutant.Of(InMemoryContractsTest.GetBankAccount.class, Operation.GET_BANK_ACCOUNT);

  /** The rules of the requirements for bank accounts that hold for every implementation. */
  static final List<String> RULES =
      List.of("BA_01", "BA_02", "BA_04", "BA_05", "BA_06", "BA_07", "BA_08", "BA_09");

  private BankAccountMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(OperationMutants.of(LIST), lists(), OperationMutants.of(GET), gets())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> lists() {
    return Stream.of(
        LIST.calls(
            "drops company_xid",
            call -> call.without("company_xid").send(),
            "BA_02_the_accounts_of_one_company_can_be_selected",
            "the list leaves out the accounts of other companies"),
        LIST.calls(
            "drops bank_id",
            call -> call.without("bank_id").send(),
            "BA_02_the_accounts_at_one_bank_can_be_selected",
            "the list leaves out accounts at other banks"),
        LIST.calls(
            "drops q",
            call -> call.without("q").send(),
            "BA_02_accounts_can_be_searched_by_text",
            "the list leaves out what does not match"),
        LIST.calls(
            "takes a flag for a word",
            ListMutations.items(item -> put(item, "active", "inactive")),
            "BA_04_a_linked_account_is_listed_with_the_documented_fields",
            "it is active"),
        LIST.calls(
            "reverses the order",
            response("data", ListMutations::reversed),
            "BA_04_the_newest_account_is_listed_first",
            "the order is that of the response"),
        LIST.calls(
            "always reports a next page",
            ListMutations.hasMore((call, items) -> true),
            "BA_04_without_accounts_there_is_one_empty_page",
            "there is no next page"),
        LIST.connects(
            "caches the first list",
            (service, rules, credentials) -> {
              Map<Object, Map<String, @Nullable Object>> cache = new HashMap<>();
              return Mutant.calling(
                      Operation.LIST_BANK_ACCOUNTS,
                      call -> cache.computeIfAbsent(call.fields(), fields -> call.send()))
                  .connect(service, rules, credentials);
            },
            "BA_04_an_unlinked_account_is_not_listed",
            "an unlinked account is not listed"),
        LIST.calls(
            "reads times in UTC",
            ListMutations.items(
                item ->
                    put(item, "created_at", OperationMutants.asReadInUtc(item.get("created_at")))),
            "BA_05_times_are_read_in_Vietnam_time_which_is_assumed",
            "the account was linked just now"),
        LIST.calls(
            "always reports a next page",
            ListMutations.hasMore((call, items) -> true),
            "BA_06_a_page_reports_whether_there_is_a_next_one",
            "there is no page after the last"),
        LIST.calls(
            "expects a page after a full one",
            ListMutations.hasMore(
                (call, items) -> call.text("per_page").equals(String.valueOf(items.size()))),
            "BA_06_a_page_reports_whether_there_is_a_next_one",
            "there is no page after a last page that is full"),
        LIST.calls(
            "stops after the first page",
            ListMutations.hasMore((call, items) -> false),
            "BA_08_a_stream_goes_through_all_pages",
            "each account comes once"),
        LIST.calls(
            "requests the next page too early",
            call -> {
              call.with("page", "2").send();
              return call.send();
            },
            "BA_08_a_page_is_requested_when_it_is_needed",
            "only the first page is requested"),
        LIST.calls(
            "reports a failure as an empty list",
            swallow(UnavailableException.class, call -> Map.of("data", List.of())),
            "FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page",
            "takes accounts that are not listed for unlinked"));
  }

  private static Stream<Mutant> gets() {
    return Stream.of(
        GET.calls(
            "cuts an id with unusual characters",
            call -> call.with("xid", call.text("xid").replaceFirst("[/?#].*", "")).send(),
            "BA_01_an_account_is_found_by_its_id_whatever_characters_that_has",
            "Not found"),
        GET.calls(
            "reads times in UTC",
            response("created_at", OperationMutants::asReadInUtc),
            "BA_05_times_are_read_in_Vietnam_time_which_is_assumed",
            "the account was linked just now"),
        GET.calls(
            "returns no more than the list",
            response(body -> remove(body, "identification_number")),
            "BA_07_the_details_contain_the_account_and_its_holder",
            "the identification number of the holder"),
        GET.calls(
            "invents an account",
            swallow(NotFoundException.class, call -> Map.of("xid", call.text("xid"))),
            "BA_09_an_account_that_does_not_exist_is_not_found",
            "no account has this id"));
  }
}
