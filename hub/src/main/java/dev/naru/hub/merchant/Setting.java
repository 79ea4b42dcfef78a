package dev.naru.hub.merchant;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a merchant: those of spec/pg-rules.md §5 and of the other pages of {@code spec/}
 * that are in force by now. The first value is what a merchant has who set nothing.
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
  INICIS_CARD_QUOTA_SINGLE_VALUE("inicis.card_quota_single_value", "up_to", "up_to|exact"),
  /** The methods that are contracted; empty means all that the PG knows (spec/pg-rules.md §2.1). */
  INICIS_PAY_METHODS("inicis.pay_methods", "", "(" + Form.METHODS + ")?"),
  MOBILIANS_PAY_METHODS("mobilians.pay_methods", "phone,card,trans", Form.METHODS),
  MOBILIANS_MOBILE_RESULT("mobilians.mobile_result", "auto", "auto|redirect|callback"),
  MOBILIANS_REQUIRE_BUYER_TEL("mobilians.require_buyer_tel", "reject", "reject|placeholder"),
  /**
   * Whether money moves when a key is issued: the documents disagree (spec/pg-rules.md §5 row C1).
   */
  MOBILIANS_BILLING_ISSUE_MODE("mobilians.billing.issue_mode", "charge", "charge|key_only"),
  /** What becomes of a charge that a {@code key_only} channel reports all the same. */
  MOBILIANS_BILLING_UNEXPECTED_CHARGE(
      "mobilians.billing.unexpected_charge", "cancel", "cancel|keep_and_alert"),
  MOBILIANS_BILLING_ZERO_AMOUNT("mobilians.billing.zero_amount", "reject", "reject|key_only"),
  MOBILIANS_BILLING_FORCE_PHONE("mobilians.billing.force_phone", "false", "true|false"),
  /** A key's charges in one month of Korea's calendar (C2). */
  MOBILIANS_BILLING_MAX_ONE_CHARGE_PER_MONTH(
      "mobilians.billing.max_one_charge_per_month", "enforce", "enforce|off"),
  MOBILIANS_BILLING_REPEAT_SAME_AMOUNT(
      "mobilians.billing.repeat_same_amount", "enforce", "enforce|off"),
  /** How many days a repeated charge may be away from the first one's day of the month. */
  MOBILIANS_BILLING_REPEAT_DAY_TOLERANCE_DAYS(
      "mobilians.billing.repeat_day_tolerance_days", "0", "[0-5]"),
  MOBILIANS_BILLING_RULE_ENFORCEMENT("mobilians.billing.rule_enforcement", "reject", "reject|warn"),
  /** The state of a virtual account after its deadline (spec/rest-api.md §3 row 9). */
  VBANK_ON_EXPIRY("vbank.on_expiry", "keep_ready", "keep_ready|failed"),
  /** What becomes of a payment in a window that was to issue a key too, and issued none. */
  MOBILIANS_V2_BILLING_KEY_MISSING(
      "mobilians_v2.billing.key_missing", "keep_payment", "keep_payment|cancel_payment"),
  MOBILIANS_V2_PAY_METHODS("mobilians_v2.pay_methods", "", "(" + Form.METHODS + ")?"),
  /** What an API charge by KG INICIS does without an order name (spec/pg-rules.md §2.7). */
  INICIS_API_MISSING_NAME("inicis.api.missing_name", "fill", "fill|reject"),
  /** The {@code pg_provider} that API charges are told with. */
  INICIS_API_PROVIDER_CODE("inicis.api.provider_code", "html5_inicis", "html5_inicis|inicis"),
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
  WEBHOOK_CANCEL_TARGET(
      "webhook.cancel_target", "payment_target_else_store", "payment_target_else_store|store_only"),
  /** Whether webhooks and {@code confirm_url} may go to loopback and private addresses (G24). */
  WEBHOOK_ALLOW_PRIVATE_TARGETS("webhook.allow_private_targets", "false", "true|false");

  /** Forms that several settings share. */
  private static final class Form {

    /** Codes of pay methods: {@code phone, card} or {@code [phone, card]}. */
    static final String METHODS = "\\[?\\s*[a-z]+(\\s*,\\s*[a-z]+)*\\s*\\]?";
  }

  private final String key;
  private final String defaultValue;
  private final Pattern allowed;

  Setting(String key, String defaultValue, String allowed) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.allowed = Pattern.compile(allowed);
  }

  /** The setting's name in the docs and in the sandbox's control call, e.g. {@code webhook.url}. */
  public String key() {
    return key;
  }

  /** The value for a merchant that has set none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Whether the setting can have this value. */
  public boolean allows(String value) {
    return allowed.matcher(value).matches();
  }

  /** The setting with this key; empty when there is none. */
  public static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
