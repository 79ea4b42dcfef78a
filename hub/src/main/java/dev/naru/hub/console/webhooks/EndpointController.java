package dev.naru.hub.console.webhooks;

import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.text.WebAddress;
import dev.naru.hub.user.Action;
import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.TestCall;
import dev.naru.hub.webhook.Verdict;
import dev.naru.hub.webhook.WebhookSecrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of the address that a merchant's webhooks go to, with a test of it. */
@Controller
final class EndpointController {

  /** The settings of the form, by the names of its fields. */
  private static final Map<String, Setting> SETTINGS =
      new LinkedHashMap<>(
          Map.of(
              "url", Setting.WEBHOOK_URL,
              "content-type", Setting.WEBHOOK_CONTENT_TYPE,
              "retry", Setting.WEBHOOK_RETRY_SCHEDULE));

  /** How long a replaced secret still signs webhooks beside the new one. */
  private static final Duration OVERLAP = Duration.ofHours(24);

  private final Merchants merchants;
  private final TestCall testCall;
  private final WebhookSecrets secrets;
  private final Changes changes;
  private final ConsolePages pages;

  EndpointController(
      Merchants merchants,
      TestCall testCall,
      WebhookSecrets secrets,
      Changes changes,
      ConsolePages pages) {
    this.merchants = merchants;
    this.testCall = testCall;
    this.secrets = secrets;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping("/console/webhooks/endpoint")
  @Needs(Action.SEE_WEBHOOKS)
  ResponseEntity<byte[]> endpoint(Visit visit, Form form) {
    return pages.page(visit, "webhooks/endpoint", model(visit, form, null));
  }

  @PostMapping("/console/webhooks/endpoint")
  @Needs(Action.CHANGE_WEBHOOKS)
  ResponseEntity<byte[]> change(Visit visit, Form form) {
    String url = form.get("url");
    if (!url.isEmpty() && (WebAddress.of(url).isEmpty() || !Setting.WEBHOOK_URL.allows(url))) {
      form.wrong("url", visit.text("webhooks.wrong-url"));
    }
    for (String field : List.of("content-type", "retry")) {
      if (!setting(field).allows(form.get(field))) {
        form.wrong(field, visit.text("webhooks.wrong-choice"));
      }
    }
    if (form.isWrong()) {
      return pages.wrong(visit, "webhooks/endpoint", model(visit, form, null));
    }
    Merchant merchant = visit.merchant();
    Map<String, String> wanted = new LinkedHashMap<>();
    SETTINGS.forEach((field, setting) -> wanted.put(setting.key(), form.get(field)));
    wanted.put(
        Setting.WEBHOOK_RETRY_ENABLED.key(), String.valueOf(form.is("retry-enabled", false)));
    changes.make(
        visit,
        () -> {
          Map<String, String> before = new LinkedHashMap<>();
          Map<String, String> after = new LinkedHashMap<>();
          wanted.forEach((key, value) -> {
            String was = merchants.putSetting(merchant.id(), Setting.of(key).orElseThrow(), value);
            if (!was.equals(value)) {
              before.put(key, was);
              after.put(key, value);
            }
          });
          return after.isEmpty()
              ? Optional.empty()
              : Optional.of(new Changes.Line("merchant set", merchant.userCode(), before, after));
        });
    return ConsolePages.to("/console/webhooks/endpoint", "webhooks.said-saved");
  }

  private static Setting setting(String field) {
    return Optional.ofNullable(SETTINGS.get(field)).orElseThrow();
  }

  @PostMapping("/console/webhooks/secret")
  @Needs(Action.CHANGE_WEBHOOKS)
  ResponseEntity<byte[]> rotate(Visit visit) {
    String fresh = secrets.rotate(visit.merchant().id(), OVERLAP);
    changes.note(
        visit,
        new Changes.Line("webhook secret rotate", visit.merchant().userCode(), Map.of(), Map.of()));
    Map<String, Object> model = model(visit, Form.of(Map.of()), null);
    model.put("secret", fresh);
    return pages.page(visit, "webhooks/endpoint", model);
  }

  /**
   * Sends a test webhook to the stored address, with the guard against internal addresses that
   * every webhook has (G24).
   */
  @PostMapping("/console/webhooks/test")
  @Needs(Action.RESEND_WEBHOOKS)
  ResponseEntity<byte[]> test(Visit visit) {
    String url = visit.merchant().settings().get(Setting.WEBHOOK_URL);
    if (url.isEmpty()) {
      return ConsolePages.to("/console/webhooks/endpoint", "webhooks.said-no-url");
    }
    Answer answer = testCall.call(visit.merchant(), url);
    changes.note(
        visit,
        new Changes.Line(
            "webhook test",
            visit.merchant().userCode(),
            Map.of(),
            Map.of("verdict", Verdict.of(answer).name())));
    return pages.page(visit, "webhooks/endpoint", model(visit, Form.of(Map.of()), answer));
  }

  private static Map<String, Object> model(Visit visit, Form form, @Nullable Answer answer) {
    Map<String, Object> model = new HashMap<>();
    model.put("form", form);
    model.put("settings", visit.merchant().settings());
    model.put("secret", "");
    model.put("tested", answer == null ? "" : Tested.word(Verdict.of(answer)));
    model.put("answer", answer == null ? "" : Tested.detail(answer));
    model.put("good", answer != null && Verdict.of(answer) == Verdict.ARRIVED);
    return model;
  }
}
