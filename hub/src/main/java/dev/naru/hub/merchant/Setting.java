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
   * Origins that may open the window, separated by spaces; {@code loopback} allows every loopback
   * one.
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
  WEBHOOK_URL("webhook.url", "", "(https?://[^\\s\\p{Cntrl}]{1,2000})?"),
  WEBHOOK_CONTENT_TYPE(
      "webhook.content_type",
      "application/json",
      "application/json|application/x-www-form-urlencoded"),
  WEBHOOK_RETRY_ENABLED("webhook.retry.enabled", "true", "true|false"),
  WEBHOOK_CANCEL_TARGET(
      "webhook.cancel_target", "payment_target_else_store", "payment_target_else_store|store_only"),
  /** Loopback and private addresses as targets of webhooks and {@code confirm_url} (G24). */
  WEBHOOK_ALLOW_PRIVATE_TARGETS("webhook.allow_private_targets", "false", "true|false");

  private final String key;
  private final String defaultValue;
  private final Pattern allowed;

  Setting(String key, String defaultValue, String allowed) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.allowed = Pattern.compile(allowed);
  }

  /** The name on the control call and in the docs. */
  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public boolean allows(String value) {
    return allowed.matcher(value).matches();
  }

  public static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
