package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.contract.Implementation.Client;
import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import io.github.bankhub.testkit.sample.Samples;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about the settings of the merchant each. */
final class MerchantSettingsMutants {

  private static final Mutant.Of GET =
      new Mutant.Of(BankHubContract.GetMerchantSettings.class, Operation.GET_MERCHANT_SETTINGS);
  private static final Mutant.Of CHANGE =
      new Mutant.Of(
          BankHubContract.ChangeMerchantSettings.class, Operation.CHANGE_MERCHANT_SETTINGS);
  private static final Mutant.Of UPLOAD =
      new Mutant.Of(BankHubContract.UploadLogo.class, Operation.UPLOAD_LOGO);
  private static final Mutant.Of COUNTER =
      new Mutant.Of(BankHubContract.GetMerchantCounter.class, Operation.GET_MERCHANT_COUNTER);

  private static final String KEYWORDS = "transaction_whitelist_remark_keywords";
  private static final String CSS = "global_hosted_link_custom_css";
  private static final Map<String, @Nullable Object> INVENTED =
      Map.of(KEYWORDS, List.of(), "logo_url", "https://bank.example/l.png", "dates", List.of());

  /** The rules of the requirements for settings that hold for every implementation. */
  static final List<String> RULES =
      List.of(
          "MS_01", "MS_02", "MS_10", "MS_11", "MS_12", "MS_13", "MS_14", "MS_20", "MS_21", "MS_22",
          "MS_23", "MS_24", "MS_30", "MS_31", "MS_32", "MS_33", "MS_34");

  private MerchantSettingsMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
            OperationMutants.of(GET),
            gets(),
            OperationMutants.of(CHANGE),
            changes(),
            OperationMutants.of(UPLOAD),
            uploads(),
            OperationMutants.of(COUNTER),
            counters())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> gets() {
    return Stream.of(
        GET.calls(
            "drops the logo",
            response(body -> remove(body, "logo_url")),
            "MS_01_the_settings_are_those_that_were_set",
            "the logo's address"),
        GET.calls(
            "reads null as a text",
            response(CSS, String::valueOf),
            "MS_02_what_was_never_set_is_empty",
            "there is no CSS"));
  }

  private static Stream<Mutant> changes() {
    return Stream.of(
        CHANGE.calls(
            "drops the CSS",
            call -> call.has(KEYWORDS) ? call.without(CSS).send() : call.send(),
            "MS_10_every_changed_field_reaches_the_service",
            "the CSS is sent"),
        CHANGE.calls(
            "sends CSS with each change",
            call -> call.has(CSS) ? call.send() : call.with(CSS, "").send(),
            "MS_10_a_field_that_a_change_does_not_name_stays_as_it_is",
            "the CSS stays"),
        CHANGE.calls(
            "returns what it sent",
            call -> {
              call.send();
              return new HashMap<>(call.fields());
            },
            "MS_11_the_result_is_the_settings_after_the_change",
            "the result has what stays as it is"),
        CHANGE.calls(
            "sends no empty list",
            call -> call.fields().containsValue(List.of()) ? INVENTED : call.send(),
            "MS_12_settings_can_be_removed_which_is_assumed",
            "an empty list is sent, and removes the keywords"),
        CHANGE.calls(
            "swallows an invalid request",
            swallow(InvalidRequestException.class, call -> INVENTED),
            "MS_13_a_blank_keyword_that_is_sent_unchecked_is_rejected_naming_the_field",
            "the service rejects a blank keyword"),
        CHANGE.calls(
            "swallows an invalid request",
            swallow(InvalidRequestException.class, call -> INVENTED),
            "MS_14_a_script_that_is_sent_unchecked_is_rejected_naming_the_field",
            "the service rejects a script"));
  }

  private static Stream<Mutant> uploads() {
    return Stream.of(
        UPLOAD.calls(
            "ends a line of an image as a text does",
            call -> call.with("logo", withoutLineEnds(image(call))).send(),
            "MS_20_every_byte_of_a_logo_reaches_the_service",
            "the bytes are sent unchanged"),
        UPLOAD.calls(
            "cuts a large image",
            call -> call.with("logo", Arrays.copyOf(image(call), 100_000)).send(),
            "MS_20_a_logo_of_the_maximum_size_reaches_the_service",
            "the bytes are sent unchanged"),
        UPLOAD.calls(
            "sends each image as a PNG",
            call -> call.with("logo", Samples.LOGO.bytes()).send(),
            "MS_20_a_JPG_reaches_the_service_as_one",
            "the bytes are sent unchanged"),
        UPLOAD.calls(
            "invents an address",
            response("logo_url", url -> "https://bank.example/logo.png"),
            "MS_21_the_address_of_the_logo_is_that_of_the_settings",
            "the address is the logo_url of the response"),
        UPLOAD.connects(
            "sends an equal logo only once",
            caching(),
            "MS_22_an_upload_replaces_the_former_logo",
            "each upload is sent, and has its own address"),
        UPLOAD.calls(
            "does not name the logo",
            withoutFields(),
            "MS_23_a_logo_that_is_too_large_and_sent_unchecked_is_an_invalid_request_naming_it",
            "the failure names the logo"),
        UPLOAD.calls(
            "swallows an invalid request",
            swallow(InvalidRequestException.class, call -> INVENTED),
            "MS_24_a_file_of_another_format_that_is_sent_unchecked_is_rejected_naming_the_field",
            "the service rejects what is no JPG or PNG"));
  }

  private static Stream<Mutant> counters() {
    return Stream.of(
        COUNTER.calls(
            "adds up both directions",
            response(body -> put(body, "total", Map.of("transaction_in", 3, "transaction_out", 1))),
            "MS_30_transactions_are_counted_by_direction",
            "what came in"),
        COUNTER.calls(
            "drops a second company",
            response("dates", dates -> ((List<?>) dates).stream().limit(1).toList()),
            "MS_31_each_company_has_its_own_numbers",
            "the day appears once for each company"),
        COUNTER.calls(
            "asks for the day in UTC",
            call ->
                call.fields().isEmpty()
                    ? call.with("start_date", utcDay(call)).send()
                    : call.send(),
            "MS_32_without_dates_today_is_counted_in_Vietnam",
            "a day ends at midnight in Vietnam"),
        COUNTER.calls(
            "drops the last day",
            call -> call.without("end_date").send(),
            "MS_33_the_days_of_a_range_are_counted",
            "the counter leaves out other days"),
        COUNTER.calls(
            "swallows an invalid request",
            swallow(InvalidRequestException.class, call -> INVENTED),
            "MS_34_a_range_upside_down_that_is_sent_unchecked_is_rejected_naming_the_field",
            "the service rejects a range that is upside down"));
  }

  private static String utcDay(MutantCall call) {
    return LocalDate.ofInstant(call.service().control().clock().instant(), ZoneOffset.UTC)
        .toString();
  }

  private static byte[] image(MutantCall call) {
    return call.fields().get("logo") instanceof byte[] image ? image : new byte[0];
  }

  /** The first eight bytes stay, because they make a PNG. */
  private static byte[] withoutLineEnds(byte[] image) {
    byte[] changed = image.clone();
    for (int i = 8; i < changed.length; i++) {
      changed[i] = changed[i] == '\r' ? (byte) '\n' : changed[i];
    }
    return changed;
  }

  private static Mutation withoutFields() {
    return MutantCall.Mutation.failure(
        e ->
            new InvalidRequestException(CallDetails.rejected(e.call().operation(), 400), Map.of()));
  }

  private static Client caching() {
    return (service, rules, credentials) -> {
      Map<Integer, Map<String, @Nullable Object>> cache = new HashMap<>();
      return Mutant.calling(
              Operation.UPLOAD_LOGO,
              call -> cache.computeIfAbsent(Arrays.hashCode(image(call)), hash -> call.send()))
          .connect(service, rules, credentials);
    };
  }
}
