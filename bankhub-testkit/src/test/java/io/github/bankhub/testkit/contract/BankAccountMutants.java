package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.contract.Implementation.Client;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about bank accounts each. */
final class BankAccountMutants {

  private static final Mutant.Of LIST =
      new Mutant.Of(BankHubContract.ListBankAccounts.class, Operation.LIST_BANK_ACCOUNTS);
  private static final Mutant.Of GET =
      new Mutant.Of(BankHubContract.GetBankAccount.class, Operation.GET_BANK_ACCOUNT);

  /** The rules of the requirements for bank accounts that hold for every implementation. */
  static final List<String> RULES = List.of("BA_02", "BA_04", "BA_07", "BA_11", "BA_12");

  private BankAccountMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(ListMutants.of(LIST), lists(), GetMutants.of(GET), gets())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> lists() {
    return Stream.of(
        ListMutants.drops(
            LIST,
            "company_xid",
            "BA_02_the_accounts_of_one_company_can_be_selected",
            "company_xid is not that of the request"),
        ListMutants.drops(
            LIST,
            "bank_id",
            "BA_02_the_accounts_at_one_bank_can_be_selected",
            "the list leaves out accounts at other banks"),
        LIST.calls(
            "takes a flag for a word",
            ListMutants.eachItem(item -> put(item, "active", "inactive")),
            "BA_04_a_linked_account_is_listed_with_the_documented_fields",
            "it is active"),
        LIST.connects(
            "caches the first list",
            caching(),
            "BA_04_an_unlinked_account_is_not_listed",
            "an unlinked account is not listed"));
  }

  private static Stream<Mutant> gets() {
    return Stream.of(
        GET.calls(
            "returns no more than the list",
            response(body -> remove(body, "identification_number")),
            "BA_07_the_details_contain_the_account_and_its_holder",
            "the identification number of the holder"),
        GET.calls(
            "makes up an account type",
            response(body -> put(body, "account_type", "household")),
            "BA_11_the_event_of_a_linked_account_is_completed",
            "the type, which only the event has"),
        GET.calls(
            "takes each account for one of another company",
            response(body -> put(body, "company_xid", "another")),
            "BA_12_the_company_of_an_account_is_found",
            "the company of the account"));
  }

  private static Client caching() {
    return (service, rules, credentials) -> {
      Map<Object, Map<String, @Nullable Object>> cache = new HashMap<>();
      return Mutant.calling(
              Operation.LIST_BANK_ACCOUNTS,
              call -> cache.computeIfAbsent(call.fields(), fields -> call.send()))
          .connect(service, rules, credentials);
    };
  }
}
