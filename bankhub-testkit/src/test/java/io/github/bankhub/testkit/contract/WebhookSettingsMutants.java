package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about the webhook each. */
final class WebhookSettingsMutants {

  private static final Mutant.Of GET =
      new Mutant.Of(BankHubContract.GetWebhookSettings.class, Operation.GET_WEBHOOK_SETTINGS);
  private static final Mutant.Of SET =
      new Mutant.Of(BankHubContract.SetWebhookSettings.class, Operation.SET_WEBHOOK_SETTINGS);

  private static final Map<String, @Nullable Object> INVENTED =
      Map.of("webhook_url", Samples.WEBHOOK_URL.toString());

  /** The rules of the requirements for the webhook that hold for every implementation. */
  static final List<String> RULES =
      List.of(
          "WS_01", "WS_02", "WS_03", "WS_04", "WS_10", "WS_11", "WS_12", "WS_13", "WS_14", "WS_15",
          "WS_16");

  private WebhookSettingsMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(OperationMutants.of(GET), gets(), OperationMutants.of(SET), sets())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> gets() {
    return Stream.of(
        GET.calls(
            "takes the number 1 for false",
            response("active", active -> false),
            "WS_01_the_webhook_is_the_one_that_was_set",
            "it is active"),
        GET.calls(
            "says that all events are received",
            response("allow_events", events -> List.of("*")),
            "WS_02_a_webhook_may_be_inactive_and_receive_some_events",
            "its events"),
        GET.calls(
            "masks the secret once more",
            response("secret_key", secret -> "***"),
            "WS_03_the_secret_is_masked",
            "the last four characters of the secret"),
        GET.calls(
            "invents a webhook",
            call -> call.send().get("data") == null ? INVENTED : call.send(),
            "WS_04_a_webhook_that_was_never_set_is_empty_and_no_failure",
            "there is no webhook"));
  }

  private static Stream<Mutant> sets() {
    return Stream.of(
        SET.calls(
            "sends no empty list",
            call ->
                call.fields().containsValue(List.of())
                    ? call.without("allow_events").send()
                    : call.send(),
            "WS_10_every_option_reaches_the_service",
            "an empty list is sent, and allows no event"),
        SET.calls(
            "always switches it off",
            call -> call.with("active", 0).send(),
            "WS_11_a_webhook_replaces_the_former_one_with_all_its_options",
            "a webhook is active unless it says otherwise"),
        SET.calls(
            "masks the whole secret",
            response("secret_key", secret -> "***"),
            "WS_12_the_result_is_the_webhook_that_is_set_and_prints_no_secret",
            "the result masks the secret"),
        SET.connects(
            "always applies the rules of the sandbox",
            Mutant.applying(BankHubEnvironment.SANDBOX),
            "WS_13_production_rejects_http_before_any_call",
            "no call was made"),
        SET.calls(
            "swallows an invalid request",
            swallow(InvalidRequestException.class, call -> INVENTED),
            "WS_14_an_internal_address_is_rejected_in_production_naming_the_field",
            "webhook_url is sent to the service"),
        SET.calls(
            "sends a public address instead",
            call -> call.with("webhook_url", Samples.WEBHOOK_URL.toString()).send(),
            "WS_15_the_sandbox_accepts_an_internal_address_which_is_assumed",
            "the address of this machine is sent"),
        SET.calls(
            "swallows an invalid request",
            swallow(InvalidRequestException.class, call -> INVENTED),
            "WS_16_the_unknown_name_of_an_event_is_rejected_naming_the_field",
            "allow_events is sent to the service"));
  }
}
