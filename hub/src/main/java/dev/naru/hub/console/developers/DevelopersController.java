package dev.naru.hub.console.developers;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.user.Action;
import dev.naru.hub.web.PublicAddress;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page for a shop's developers: codes, keys, and the source of a page that takes a payment. */
@Controller
final class DevelopersController {

  /** How long the present secret stays valid, by the value that the form sends. */
  static final Map<String, Duration> OVERLAPS =
      Map.of("1", Duration.ofDays(1), "7", Duration.ofDays(7), "30", Duration.ofDays(30));

  private final MerchantAdministration merchants;
  private final Channels channels;
  private final PublicAddress address;
  private final Changes changes;
  private final ConsolePages pages;
  private final InstantSource time;

  DevelopersController(
      MerchantAdministration merchants,
      Channels channels,
      PublicAddress address,
      Changes changes,
      ConsolePages pages,
      InstantSource time) {
    this.merchants = merchants;
    this.channels = channels;
    this.address = address;
    this.changes = changes;
    this.pages = pages;
    this.time = time;
  }

  @GetMapping("/console/developers")
  @Needs(Action.SEE_DEVELOPERS)
  ResponseEntity<byte[]> show(
      Visit visit,
      @RequestParam(name = "channel", defaultValue = "") String channelKey,
      @RequestParam(name = "method", defaultValue = "") String method) {
    return pages.page(visit, "developers/show", model(visit, channelKey, method, ""));
  }

  /**
   * @param secret a new API secret, which is shown only this once; empty for none
   */
  private Map<String, Object> model(Visit visit, String channelKey, String method, String secret) {
    List<Channel> all = channels.of(visit.merchant().id());
    Optional<Channel> channel =
        all.stream()
            .filter(each -> each.channelKey().equals(channelKey))
            .findFirst()
            .or(() -> all.stream().filter(Channel::isDefault).findFirst())
            .or(() -> all.stream().findFirst());
    Map<String, String> methods =
        channel.map(it -> methods(visit, it)).orElseGet(LinkedHashMap::new);
    String chosen =
        methods.containsKey(method)
            ? method
            : methods.keySet().stream().findFirst().orElse(PayMethod.CARD.code());
    Map<String, Object> model = new HashMap<>();
    MerchantAdministration.Entry entry = merchants.find(visit.merchant().userCode()).orElseThrow();
    Instant oldEndsAt = entry.oldSecretEndsAt();
    model.put("apiKey", entry.apiKey());
    model.put(
        "oldEndsAt", oldEndsAt == null || oldEndsAt.isBefore(time.instant()) ? null : oldEndsAt);
    model.put("secret", secret);
    model.put("channels", names(visit, all));
    model.put("channel", channel.map(Channel::channelKey).orElse(""));
    model.put("methods", methods);
    model.put("method", chosen);
    model.put("hub", address.origin());
    model.put("origins", visit.merchant().settings().get(Setting.SDK_ALLOWED_ORIGINS));
    model.put(
        "snippet",
        channel.map(it -> Snippet.of(address.origin(), visit.merchant(), it, chosen)).orElse(""));
    return model;
  }

  private static Map<String, String> names(Visit visit, List<Channel> all) {
    Map<String, String> names = new LinkedHashMap<>();
    all.forEach(channel ->
        names.put(
            channel.channelKey(),
            channel.connector().displayName(visit.texts().language())
                + " "
                + channel.config().mid()));
    return names;
  }

  /** The pay methods that the contract includes and that have a window. */
  private static Map<String, String> methods(Visit visit, Channel channel) {
    PgRules rules = new PgRules(visit.merchant(), channel);
    Operation window = channel.forBilling() ? Operation.KEY_WINDOW : Operation.PC_WINDOW;
    Map<String, String> methods = new LinkedHashMap<>();
    channel
        .connector()
        .capabilities()
        .byMethod()
        .forEach((method, operations) -> {
          if (operations.contains(window) && rules.isContracted(method)) {
            methods.put(
                method.code(),
                channel.connector().description().nameOf(method).in(visit.texts().language()));
          }
        });
    return methods;
  }

  /** Makes a new secret. The present one stays valid for the chosen number of days. */
  @PostMapping("/console/developers/secret")
  @Needs(Action.ROTATE_API_SECRET)
  ResponseEntity<byte[]> rotate(Visit visit, Form form) {
    Duration overlap = OVERLAPS.getOrDefault(form.get("overlap"), Duration.ZERO);
    AtomicReference<String> secret = new AtomicReference<>("");
    changes.make(
        visit,
        () -> {
          secret.set(merchants.rotateSecret(visit.merchant().id(), overlap));
          return Optional.of(
              new Changes.Line(
                  "merchant rotate-secret",
                  visit.merchant().userCode(),
                  Map.of(),
                  Map.of("overlap", overlap.toString())));
        });
    return pages.page(visit, "developers/show", model(visit, "", "", secret.get()));
  }

  @PostMapping("/console/developers/secret/end-old")
  @Needs(Action.ROTATE_API_SECRET)
  ResponseEntity<byte[]> endOld(Visit visit) {
    changes.make(
        visit,
        () -> {
          merchants.endOldSecret(visit.merchant().id());
          return Optional.of(
              new Changes.Line(
                  "merchant end-old-secret", visit.merchant().userCode(), Map.of(), Map.of()));
        });
    return ConsolePages.to("/console/developers", "developers.said-old-ended");
  }
}
