package dev.naru.hub.merchant;

import dev.naru.pg.spi.AllowedValues;
import java.util.Arrays;
import java.util.Optional;

/**
 * The merchant settings that concern no single PG. A PG's own settings are described by its
 * connector; {@link dev.naru.pg.spi.PgDescription#isMerchantWide} says which of them a merchant can
 * have.
 */
public enum Setting {
  SDK_UNMATCHED_PG("sdk.unmatched_pg", "default_channel", "default_channel|reject"),
  SDK_REQUIRE_BUYER_TEL("sdk.require_buyer_tel", "reject", "reject|placeholder"),
  SDK_REQUIRE_DIGITAL_FOR_PHONE("sdk.require_digital_for_phone", "false", "true|false"),
  SDK_STRICT_AMOUNT_TYPE("sdk.strict_amount_type", "false", "true|false"),
  SDK_RESULT_PROFILE("sdk.result_profile", "superset", "superset|new_minimal"),
  /**
   * Origins that may open the window, separated by spaces. The word {@code loopback} allows every
   * origin of the local machine.
   */
  SDK_ALLOWED_ORIGINS("sdk.allowed_origins", "", "[^\\p{Cntrl}]{0,2000}"),
  CONFIRM_ENABLED("confirm.enabled", "true", "true|false"),
  API_ALLOW_TOKEN_PARAM("api.auth.allow_token_param", "false", "true|false"),
  COMPAT_HIDE_SANDBOX_PAYMENTS("compat.hide_sandbox_payments", "false", "true|false"),
  COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL(
      "compat.allow_reuse_after_full_cancel", "false", "true|false"),
  COMPAT_PREPARE_POST_ON_EXISTING(
      "compat.prepare_post_on_existing", "overwrite", "overwrite|reject"),
  /**
   * Whether the payment of a virtual account fails when its deadline has passed (spec/rest-api.md
   * §3 row 9).
   */
  VBANK_ON_EXPIRY("vbank.on_expiry", "keep_ready", "keep_ready|failed"),
  /** Whether the hub asks the PGs every morning for the lists of the day before. */
  RECONCILE_NIGHTLY("reconcile.nightly", "false", "true|false"),
  BILLING_DELETE_WITH_PENDING_SCHEDULES(
      "billing.delete_with_pending_schedules", "allow", "allow|revoke_schedules|reject"),
  COMPAT_SCHEDULE_LIST_SHAPE("compat.schedule_list_shape", "paged", "paged|array"),
  COMPAT_CUSTOMER_NOT_FOUND_HTTP_STATUS("compat.customer_not_found_http_status", "200", "200|404"),
  /**
   * How a declined API charge is answered (spec/rest-api.md §4.7.4). With {@code by_call}, {@code
   * again} and {@code retry} answer a failed payment, and {@code onetime} answers an error.
   */
  COMPAT_DECLINE_FORM("compat.decline_form", "by_call", "by_call|error|failed_payment"),
  WEBHOOK_URL("webhook.url", "", "(https?://[^\\s\\p{Cntrl}]{1,2000})?"),
  WEBHOOK_CONTENT_TYPE(
      "webhook.content_type",
      "application/json",
      "application/json|application/x-www-form-urlencoded"),
  WEBHOOK_RETRY_ENABLED("webhook.retry.enabled", "true", "true|false"),
  /**
   * When a failed webhook is sent again: five times, one minute apart, as V1 does it; or six times,
   * after 1 m, 5 m, 30 m, 2 h, 6 h and 24 h.
   */
  WEBHOOK_RETRY_SCHEDULE("webhook.retry.schedule", "every_minute", "every_minute|growing"),
  /**
   * The events that are sent, separated by blanks; the others are only recorded. {@code
   * api_cancels} adds the cancels by API, and {@code all_failures} the failures of windows and of
   * charges by API, which V1 doesn't send by itself.
   */
  WEBHOOK_EVENTS(
      "webhook.events",
      "ready paid failed cancelled",
      "(ready|paid|failed|cancelled|api_cancels|all_failures)"
          + "( (ready|paid|failed|cancelled|api_cancels|all_failures))*"),
  WEBHOOK_CANCEL_TARGET(
      "webhook.cancel_target", "payment_target_else_store", "payment_target_else_store|store_only"),
  /** Whether webhooks and {@code confirm_url} may go to loopback and private addresses (G24). */
  WEBHOOK_ALLOW_PRIVATE_TARGETS("webhook.allow_private_targets", "false", "true|false");

  private final String key;
  private final String defaultValue;
  private final AllowedValues allowed;

  /**
   * @param allowed the allowed values separated by {@code |}, or else a regular expression
   */
  Setting(String key, String defaultValue, String allowed) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.allowed =
        allowed.matches("[a-z0-9_/.|-]+")
            ? AllowedValues.oneOf(allowed.split("\\|"))
            : AllowedValues.matching(allowed);
  }

  /** The setting's name in the docs and in the sandbox's control call, e.g. {@code webhook.url}. */
  public String key() {
    return key;
  }

  /** The value for a merchant that has set none. */
  public String defaultValue() {
    return defaultValue;
  }

  public AllowedValues allowed() {
    return allowed;
  }

  public boolean allows(String value) {
    return allowed.allows(value);
  }

  /** The setting with this key; empty when there is none. */
  public static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
