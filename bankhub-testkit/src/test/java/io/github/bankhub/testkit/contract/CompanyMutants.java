package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.rejecting;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Clients that make one mistake about companies each. */
final class CompanyMutants {

  private static final Mutant.Of LIST =
      new Mutant.Of(BankHubContract.ListCompanies.class, Operation.LIST_COMPANIES);

  private static final Mutant.Of GET =
      new Mutant.Of(BankHubContract.GetCompany.class, Operation.GET_COMPANY);

  private static final Mutant.Of CREATE =
      new Mutant.Of(BankHubContract.CreateCompany.class, Operation.CREATE_COMPANY);

  private static final Mutant.Of EDIT =
      new Mutant.Of(BankHubContract.EditCompany.class, Operation.EDIT_COMPANY);

  private static final Mutant.Of COUNTER =
      new Mutant.Of(BankHubContract.GetCompanyCounter.class, Operation.GET_COMPANY_COUNTER);

  private static final String UNIQUE = "no two companies of a merchant have the same name";

  /** The rules of the requirements for companies that hold for every implementation. */
  static final List<String> RULES =
      List.of(
          "CO_02", "CO_04", "CO_07", "CO_10", "CO_12", "CO_13", "CO_20", "CO_23", "CO_24", "CO_25",
          "CO_30", "CO_40", "CO_41");

  private CompanyMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
            ListMutants.of(LIST),
            lists(),
            GetMutants.of(GET),
            gets(),
            creations(),
            creationsForIpn(),
            OperationMutants.of(EDIT),
            changes(),
            namesAndIds(),
            GetMutants.byId(COUNTER, Map.of("dates", List.of(), "total", Map.of("transaction", 0))),
            counters())
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

  private static Stream<Mutant> creations() {
    return Stream.of(
        CREATE.calls(
            "makes ids of its own",
            response(body -> put(body, "xid", "company-1")),
            "CO_10_a_created_company_has_the_id_of_the_response",
            "the id is the xid of the response"),
        CREATE.calls(
            "always creates active companies",
            call -> call.with("status", "Active").send(),
            "CO_10_the_name_and_the_status_reach_the_service",
            "the status is sent"),
        CREATE.calls(
            "returns an id for a name that is taken",
            swallowInvalid(),
            "CO_12_a_name_that_a_company_has_is_rejected_naming_the_field_in_the_observed_style",
            UNIQUE),
        CREATE.calls(
            "returns an id for a name that is taken",
            swallowInvalid(),
            "CO_12_a_name_that_a_company_has_is_an_invalid_request_in_the_documented_style",
            UNIQUE),
        CREATE.calls(
            "sends a create again after a lost response",
            swallow(UnavailableException.class, MutantCall::send),
            "CO_13_a_create_whose_response_was_lost_is_not_sent_again",
            "create was sent again although the first may have been performed"),
        CREATE.calls(
            "gives up when its access token has expired",
            OperationMutants.givingUpOn401(),
            "LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds",
            "the client renews the access token"));
  }

  private static Stream<Mutant> creationsForIpn() {
    Class<?> contract = BankHubContract.CreateCompanyForIpn.class;
    return Stream.of(
        new Mutant.Of(contract, Operation.EDIT_COMPANY)
            .calls(
                "knows only numbers as limits",
                call -> call.with("transaction_amount", 0).send(),
                "CO_30_the_company_is_active_and_its_transactions_have_no_limit",
                "the limit of transactions is removed"),
        new Mutant.Of(contract, Operation.CREATE_COMPANY)
            .calls(
                "makes ids of its own",
                response(body -> put(body, "xid", "company-1")),
                "CO_30_the_id_is_known_if_the_limit_cannot_be_removed",
                "the reported company exists"));
  }

  private static Stream<Mutant> changes() {
    return Stream.of(
        EDIT.calls(
            "drops the prefix",
            call -> call.without("payment_code_prefix").send(),
            "CO_20_every_changed_field_reaches_the_service",
            "the prefix is sent"),
        EDIT.calls(
            "sends a status with each change",
            call -> call.with("status", "Pending").send(),
            "CO_20_fields_that_a_change_does_not_name_stay_as_they_are",
            "the status stays"),
        EDIT.calls(
            "changes the newest company",
            call -> call.with("xid", newestCompany(call)).send(),
            "CO_20_other_companies_do_not_change",
            "the other company stays as it was"),
        EDIT.calls(
            "knows only numbers as limits",
            call -> call.with("transaction_amount", 0).send(),
            "CO_23_transactions_may_have_no_limit",
            "the limit is removed"));
  }

  private static Stream<Mutant> namesAndIds() {
    return Stream.of(
        EDIT.calls(
            "ignores that a name is taken",
            swallowInvalid(),
            "CO_24_a_name_that_another_company_has_is_rejected_naming_the_field_in_the_observed"
                + "_style",
            UNIQUE),
        EDIT.calls(
            "ignores that a name is taken",
            swallowInvalid(),
            "CO_24_a_name_that_another_company_has_is_an_invalid_request_in_the_documented_style",
            UNIQUE),
        EDIT.calls(
            "rejects a name that any company has",
            rejecting(
                call -> call.service().control().companies().containsValue(call.text("full_name"))),
            "CO_24_the_name_that_the_company_has_is_accepted",
            "a company may keep its name"),
        EDIT.calls(
            "ignores that there is no company",
            swallow(NotFoundException.class, call -> Map.of("code", 200)),
            "CO_25_a_company_that_does_not_exist_is_not_found",
            "the request refers to something that does not exist"),
        EDIT.calls(
            "cuts an id with unusual characters",
            call -> call.with("xid", call.text("xid").replaceFirst("[?#].*", "")).send(),
            "CO_25_a_company_is_found_by_its_id_whatever_characters_that_has",
            "Not found"),
        EDIT.calls(
            "removes what could change the path from an id",
            call -> call.with("xid", call.text("xid").replaceAll("[./\\\\%]", "")).send(),
            "CO_25_an_id_that_could_change_the_path_is_rejected_before_it_is_sent",
            "a proxy could take the id for another path"));
  }

  private static Stream<Mutant> counters() {
    return Stream.of(
        COUNTER.calls(
            "counts what is not there",
            response("total", total -> Map.of("transaction", 1)),
            "CO_40_a_company_without_transactions_has_no_day_and_a_total_of_0",
            "the total"),
        COUNTER.calls(
            "counts only the incoming ones in the total",
            response(
                "total",
                total -> Map.of("transaction", 2, "transaction_in", 2, "transaction_out", 1)),
            "CO_40_the_transactions_of_the_company_are_counted_by_day_and_direction",
            "the total contains both directions"),
        COUNTER.calls(
            "drops the date",
            call -> call.without("date").send(),
            "CO_41_one_day_can_be_counted",
            "the counter has only that day"));
  }

  private static Mutation swallowInvalid() {
    return swallow(
        InvalidRequestException.class, call -> Map.of("xid", "company-1", "message", "done"));
  }

  private static Object newestCompany(MutantCall call) {
    return call.service().companies().all(CompanyQuery.ALL).findFirst().orElseThrow().xid().value();
  }
}
