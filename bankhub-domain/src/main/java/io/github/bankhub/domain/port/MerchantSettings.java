package io.github.bankhub.domain.port;

import io.github.bankhub.domain.merchant.Logo;
import io.github.bankhub.domain.merchant.MerchantConfiguration;
import io.github.bankhub.domain.merchant.MerchantCounter;
import io.github.bankhub.domain.merchant.MerchantCounterQuery;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.operation.Operation;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of the merchant, who holds the credentials. They apply to all companies.
 *
 * <p><b>What it does.</b> Gets and changes the settings, uploads the logo of the hosted page, and
 * counts the transactions of all companies. Sources: pages "Get merchant configuration", "Set
 * merchant configuration", "Upload logo" and "Merchant counter".
 *
 * <p><b>Threads, failures.</b> As in {@link BankAccounts}.
 *
 * <p><b>Retries.</b> After any transient failure: a second, identical change has no further effect,
 * and a second, identical upload leaves the same logo, with a new address.
 */
@FunctionalInterface
public interface MerchantSettings {

  /** {@return the hub that this port calls} */
  BankHub hub();

  /**
   * Gets the settings.
   *
   * @return the settings
   * @throws io.github.bankhub.domain.failure.BankHubException for every failure
   */
  default MerchantConfiguration get() {
    return EchoCheck.call(
        hub()::call, Operation.GET_MERCHANT_SETTINGS, Map.of(), MerchantConfiguration::of);
  }

  /**
   * Changes some settings. The others stay as they are.
   *
   * @param change the settings to change
   * @return the settings after the change
   * @throws io.github.bankhub.domain.failure.InvalidRequestException if SePay rejects a field
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default MerchantConfiguration change(MerchantSettingsChange change) {
    Objects.requireNonNull(change, "change");
    return EchoCheck.call(
        hub()::call,
        Operation.CHANGE_MERCHANT_SETTINGS,
        change.fields(),
        MerchantConfiguration::of);
  }

  /**
   * Uploads a logo, which replaces the former one. SePay deletes the former one, so its address is
   * no longer valid.
   *
   * @param logo the logo
   * @return its address
   * @throws io.github.bankhub.domain.failure.InvalidRequestException if SePay rejects the logo,
   *     with status 400 or 413
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default URI uploadLogo(Logo logo) {
    Objects.requireNonNull(logo, "logo");
    return EchoCheck.call(
        hub()::call, Operation.UPLOAD_LOGO, logo.fields(), MerchantConfiguration::logoUrl);
  }

  /**
   * Counts the transactions of all companies.
   *
   * @param query the days
   * @return the numbers, by company and day
   * @throws io.github.bankhub.domain.failure.BankHubException for every failure; a failure is never
   *     an empty counter
   */
  default MerchantCounter counter(MerchantCounterQuery query) {
    Objects.requireNonNull(query, "query");
    return EchoCheck.call(
        hub()::call, Operation.GET_MERCHANT_COUNTER, query.fields(), MerchantCounter::of);
  }
}
