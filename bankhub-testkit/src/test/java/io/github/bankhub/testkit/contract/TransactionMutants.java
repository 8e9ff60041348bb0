package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.contract.Implementation.Client;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about transactions each. */
final class TransactionMutants {

  private static final Mutant.Of LIST =
      new Mutant.Of(BankHubContract.ListTransactions.class, Operation.LIST_TRANSACTIONS);
  private static final Mutant.Of GET =
      new Mutant.Of(BankHubContract.GetTransaction.class, Operation.GET_TRANSACTION);
  private static final Mutant.Of CREATE =
      new Mutant.Of(BankHubContract.CreateTransaction.class, Operation.CREATE_TRANSACTION);

  private static final String TIME = "transaction_date";
  private static final Map<String, @Nullable Object> INVENTED = Map.of("transaction_id", "t-1");

  /** The rules of the requirements for transactions that hold for every implementation. */
  static final List<String> RULES =
      List.of("TX_02", "TX_03", "TX_04", "TX_07", "TX_10", "TX_11", "TX_12", "TX_13");

  private TransactionMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
            ListMutants.of(LIST, TIME), lists(), GetMutants.of(GET, TIME), gets(), creates())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> lists() {
    return Stream.of(
        ListMutants.drops(
            LIST,
            "company_xid",
            "TX_02_the_transactions_of_one_company_can_be_selected",
            "company_xid is not that of the request"),
        ListMutants.drops(
            LIST,
            "bank_account_xid",
            "TX_02_the_transactions_of_one_account_can_be_selected",
            "bank_account_xid is not that of the request"),
        ListMutants.drops(
            LIST,
            "brand_name",
            "TX_02_the_transactions_at_one_bank_can_be_selected",
            "the list leaves out the transactions at other banks"),
        ListMutants.drops(
            LIST,
            "transfer_type",
            "TX_02_money_that_came_in_or_went_out_can_be_selected",
            "the list leaves out money that went out"),
        ListMutants.drops(
            LIST,
            "webhook_success",
            "TX_02_transactions_whose_IPN_was_not_delivered_can_be_selected",
            "the list leaves out transactions whose IPN was not delivered"),
        ListMutants.drops(
            LIST,
            "transaction_date",
            "TX_03_the_transactions_of_one_day_can_be_selected",
            "the list leaves out the transactions of other days"),
        ListMutants.drops(
            LIST,
            "start_transaction_date",
            "TX_03_the_first_day_can_be_selected",
            "the list leaves out the transactions of earlier days"),
        ListMutants.drops(
            LIST,
            "end_transaction_date",
            "TX_03_the_last_day_can_be_selected_and_is_included_which_is_assumed",
            "the list leaves out the transactions of later days"),
        LIST.calls(
            "reads every text as a delivery",
            ListMutants.eachItem(item -> put(item, "webhook_success", "1")),
            "TX_04_a_transaction_is_listed_with_the_documented_fields",
            "no IPN was delivered"));
  }

  private static Stream<Mutant> gets() {
    return Stream.of(
        GET.calls(
            "drops the content",
            response(body -> remove(body, "transaction_content")),
            "TX_07_the_details_contain_the_transaction",
            "the content"));
  }

  private static Stream<Mutant> creates() {
    return Stream.of(
        CREATE.calls(
            "invents an id",
            response("transaction_id", id -> "t-1"),
            "TX_10_a_simulated_transaction_has_the_values_of_the_response",
            "the id"),
        CREATE.calls(
            "always sends a credit",
            call -> call.with("transfer_type", "credit").send(),
            "TX_10_every_value_of_the_request_reaches_the_service",
            "the direction"),
        CREATE.connects(
            "caches the response to a request",
            caching(),
            "TX_10_equal_requests_simulate_a_transaction_each",
            "each call simulates its own transaction"),
        CREATE.calls(
            "swallows an invalid request",
            swallow(InvalidRequestException.class, call -> INVENTED),
            "TX_11_a_negative_amount_that_is_sent_unchecked_is_rejected_naming_the_field",
            "the service rejects a negative amount"),
        CREATE.calls(
            "swallows \"not found\"",
            swallow(NotFoundException.class, call -> INVENTED),
            "TX_12_an_unknown_account_is_not_found",
            "the request refers to something that does not exist"),
        CREATE.calls(
            "swallows a rejection by production",
            swallow(AccessDeniedException.class, call -> INVENTED),
            "TX_13_production_rejects_a_simulation",
            "only the sandbox simulates transactions"),
        CREATE.calls(
            "gives up when its access token has expired",
            OperationMutants.givingUpOn401(),
            "LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds",
            "the client renews the access token"),
        CREATE.calls(
            "sends a request again whose response was lost",
            call -> {
              try {
                return call.send();
              } catch (BankHubException e) {
                call.send();
                throw e;
              }
            },
            "FR_07_a_transaction_whose_response_was_lost_is_not_simulated_again",
            "TRUNCATED_BODY: it is simulated once"),
        OperationMutants.takingForRejected(CREATE));
  }

  private static Client caching() {
    return (service, rules, credentials) -> {
      Map<Object, Map<String, @Nullable Object>> cache = new HashMap<>();
      return Mutant.calling(
              Operation.CREATE_TRANSACTION,
              call -> cache.computeIfAbsent(call.fields(), fields -> call.send()))
          .connect(service, rules, credentials);
    };
  }
}
