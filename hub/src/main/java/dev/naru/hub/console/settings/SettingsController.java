package dev.naru.hub.console.settings;

import dev.naru.hub.channel.Connectors;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.user.Action;
import dev.naru.pg.spi.AllowedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of a merchant's settings. */
@Controller
final class SettingsController {

  private static final int LONGEST_VALUE = 2_000;
  private static final List<String> GROUPS =
      List.of("webhook", "sdk", "confirm", "vbank", "billing", "reconcile", "api", "compat");
  private static final List<String> SEEN_AT_ONCE = List.of("webhook", "sdk");

  private final Merchants merchants;
  private final MerchantAdministration administration;
  private final Connectors connectors;
  private final Changes changes;
  private final ConsolePages pages;

  SettingsController(
      Merchants merchants,
      MerchantAdministration administration,
      Connectors connectors,
      Changes changes,
      ConsolePages pages) {
    this.merchants = merchants;
    this.administration = administration;
    this.connectors = connectors;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping("/console/settings")
  @Needs(Action.SEE_SETTINGS)
  ResponseEntity<byte[]> show(Visit visit, Form form) {
    return pages.page(visit, "settings/edit", model(visit, form));
  }

  private Map<String, Object> model(Visit visit, Form form) {
    List<KnownSetting> all = KnownSetting.all(connectors, visit);
    Map<String, String> titles = new LinkedHashMap<>();
    GROUPS.forEach(group -> titles.put(group, visit.text("settings.group-" + group)));
    connectors
        .all()
        .forEach(pg -> titles.put(pg.provider(), pg.displayName(visit.texts().language())));
    List<SettingGroup> groups = new ArrayList<>();
    titles.forEach((group, title) -> {
      List<KnownSetting> known =
          KnownSetting.ofGroup(all, group).filter(it -> isFor(visit, it)).toList();
      if (!known.isEmpty()) {
        groups.add(
            new SettingGroup(
                title,
                SEEN_AT_ONCE.contains(group)
                    || known.stream().anyMatch(it -> !form.error(it.input().name()).isEmpty()),
                known.stream().map(KnownSetting::input).toList()));
      }
    });
    return Map.of("form", form, "groups", groups);
  }

  /**
   * Whether the user may change the setting: only an operator of the hub says which targets inside
   * the hub's network webhooks may reach.
   */
  private static boolean isFor(Visit visit, KnownSetting setting) {
    return !setting.key().equals(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS.key())
        || visit.may(Action.ALLOW_PRIVATE_TARGETS);
  }

  @PostMapping("/console/settings")
  @Needs(Action.CHANGE_SETTINGS)
  ResponseEntity<byte[]> save(Visit visit, Form form) {
    Map<KnownSetting, String> changed = new LinkedHashMap<>();
    for (KnownSetting setting : KnownSetting.all(connectors, visit)) {
      String value = setting.sent(form.get(setting.input().name()));
      boolean same = setting.isSame(value, visit);
      // A browser sends nothing for checkboxes of which none is ticked, so the form says that it
      // has them.
      String name = setting.input().name();
      boolean sent = form.values().containsKey(name) || form.values().containsKey("boxes." + name);
      if (isFor(visit, setting) && sent && !same) {
        if (value.length() > LONGEST_VALUE) {
          form.wrong(setting.input().name(), visit.text("setting.long"));
        } else if (!value.isEmpty() && !setting.allowed().allows(value)) {
          form.wrong(setting.input().name(), sentence(setting, visit));
        }
        changed.put(setting, value);
      }
    }
    if (form.isWrong()) {
      return pages.wrong(visit, "settings/edit", model(visit, form));
    }
    changes.make(visit, () -> change(visit, changed));
    return ConsolePages.to("/console/settings", "settings.said-saved");
  }

  private static String sentence(KnownSetting setting, Visit visit) {
    return setting.allowed() instanceof AllowedValues.OneOf(List<String> values)
        ? visit.text("setting.one-of", String.join(", ", values))
        : visit.text("settings.wrong");
  }

  private Optional<Changes.Line> change(Visit visit, Map<KnownSetting, String> changed) {
    long merchantId = visit.merchant().id();
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    changed.forEach((setting, value) -> {
      after.put(setting.key(), value);
      before.put(setting.key(), KnownSetting.value(setting.key(), setting.defaultValue(), visit));
      Optional<Setting> own = Setting.of(setting.key());
      if (value.isEmpty() && !setting.allowed().allows(value)) {
        administration.clearSetting(merchantId, setting.key());
      } else if (own.isPresent()) {
        merchants.putSetting(merchantId, own.get(), value);
      } else {
        merchants.putSetting(
            merchantId, connectors.merchantSetting(setting.key()).orElseThrow(), value);
      }
    });
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(new Changes.Line("merchant set", visit.merchant().userCode(), before, after));
  }
}
