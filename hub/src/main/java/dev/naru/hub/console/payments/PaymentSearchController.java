package dev.naru.hub.console.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.StandardCodes;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Display;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.payment.PageMark;
import dev.naru.hub.payment.PaymentCsv;
import dev.naru.hub.payment.PaymentSearch;
import dev.naru.hub.payment.PaymentSearch.Filter;
import dev.naru.hub.payment.PaymentSearch.Page;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.SavedSearches;
import dev.naru.hub.work.Bulkhead;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists a merchant's payments, and exports them as CSV. */
@Controller
final class PaymentSearchController {

  private static final int PAGE_SIZE = 50;

  /**
   * The methods that the form offers: those that several PGs share. Any other code can be typed.
   */
  private static final List<String> METHODS =
      List.of(
          "card",
          "trans",
          "vbank",
          "phone",
          "kakaopay",
          "naverpay",
          "tosspay",
          "payco",
          "samsung",
          "ssgpay",
          "lpay",
          "applepay",
          "cultureland",
          "smartculture",
          "happymoney",
          "booknlife");

  private final PaymentSearch search;
  private final PaymentCsv csv;
  private final ChannelAdministration channels;
  private final Changes changes;
  private final SavedSearches searches;
  private final ConsolePages pages;
  private final InstantSource time;

  /** Allows each merchant one export at a time, since an export reads much. */
  private final Bulkhead<Long> exports = new Bulkhead<>(1);

  PaymentSearchController(
      PaymentSearch search,
      PaymentCsv csv,
      ChannelAdministration channels,
      Changes changes,
      SavedSearches searches,
      ConsolePages pages,
      InstantSource time) {
    this.search = search;
    this.csv = csv;
    this.channels = channels;
    this.changes = changes;
    this.searches = searches;
    this.pages = pages;
    this.time = time;
  }

  @GetMapping("/console/payments")
  @Needs(Action.SEE_PAYMENTS)
  ResponseEntity<byte[]> list(Visit visit, @RequestParam Map<String, String> params) {
    Form form = PaymentQuery.form(params);
    List<Filter> meant = PaymentQuery.of(visit, form);
    Map<String, Object> model = model(visit, form);
    if (form.isWrong()) {
      model.put("found", new Page(List.of(), null, 0, false, null));
      return pages.wrong(visit, "payments/list", model);
    }
    String mark = params.getOrDefault("after", "");
    PageMark after = PageMark.of(mark).orElse(null);
    model.put("trail", Trail.of(params.getOrDefault("trail", ""), after == null ? "" : mark));
    model.put("found", first(visit.merchant().id(), meant, after));
    return pages.page(visit, "payments/list", model);
  }

  /** The first page of the first filter that finds something. */
  private Page first(long merchantId, List<Filter> meant, @Nullable PageMark after) {
    Page found = search.find(merchantId, meant.getFirst(), after, PAGE_SIZE);
    for (int i = 1; i < meant.size() && found.list().isEmpty(); i++) {
      found = search.find(merchantId, meant.get(i), after, PAGE_SIZE);
    }
    return found;
  }

  private Map<String, Object> model(Visit visit, Form form) {
    Map<String, String> through = new LinkedHashMap<>();
    through.put("", visit.text("payments.any"));
    channels
        .all(visit.merchant().id())
        .forEach(channel ->
            through.put(String.valueOf(channel.id()), channel.provider() + " " + channel.mid()));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("form", form);
    model.put("channels", through);
    model.put("methods", METHODS);
    model.put("issuers", StandardCodes.CARDS);
    model.put("address", PaymentQuery.address(form));
    model.put("trail", new Trail(List.of()));
    model.put("saved", searches.of(visit.user(), visit.merchant().id()));
    model.put("keepable", PaymentQuery.addressWithoutText(form));
    return model;
  }

  /** Exports the payments that the filters find; docs/reference/console.md names the columns. */
  @GetMapping("/console/payments/export")
  @Needs(Action.EXPORT_PAYMENTS)
  void export(Visit visit, @RequestParam Map<String, String> params, HttpServletResponse response)
      throws IOException, InterruptedException {
    Form form = PaymentQuery.form(params);
    List<Filter> meant = PaymentQuery.of(visit, form);
    long merchantId = visit.merchant().id();
    if (form.isWrong()) {
      seeOther(response, "/console/payments?" + PaymentQuery.address(form));
    } else if (!exports.enter(merchantId, Duration.ZERO)) {
      seeOther(response, "/console/payments?said=payments.said-export-busy");
    } else {
      try {
        changes.note(
            visit,
            new Changes.Line("payment export", visit.merchant().userCode(), Map.of(), asked(form)));
        write(visit, filter(merchantId, meant), response);
      } finally {
        exports.leave(merchantId);
      }
    }
  }

  private Filter filter(long merchantId, List<Filter> meant) {
    return meant.stream()
        .filter(each -> !search.find(merchantId, each, null, 1).list().isEmpty())
        .findFirst()
        .orElse(meant.getFirst());
  }

  private void write(Visit visit, Filter filter, HttpServletResponse response) throws IOException {
    String day = Display.day(time.instant()).toString();
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"payments-" + day + ".csv\"");
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8))) {
      csv.write(
          visit.merchant().id(),
          filter,
          column ->
              visit.text(
                  "payments.column-" + column.name().toLowerCase(Locale.ROOT).replace('_', '-')),
          out);
    }
  }

  /** The search for the audit log, without a buyer's name. */
  private static Map<String, String> asked(Form form) {
    return new TreeMap<>(form.values())
        .entrySet().stream()
            .filter(each -> !each.getValue().isEmpty() && !each.getKey().equals("q"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void seeOther(HttpServletResponse response, String path) {
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader("Location", path);
  }
}
