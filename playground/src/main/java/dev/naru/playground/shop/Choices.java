package dev.naru.playground.shop;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.PayMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The order form's radio buttons for PGs and pay methods, as HTML. */
record Choices(List<PgOffer> offers, ShopPages.Language language) {

  String pgs() {
    return offers.stream().map(this::pg).collect(Collectors.joining("\n"));
  }

  /** The methods of all PGs; the page shows those of the chosen one. */
  String methods() {
    Map<PayMethod, Bilingual> all = new LinkedHashMap<>();
    offers.forEach(offer -> offer.methods().forEach(all::putIfAbsent));
    Optional<PayMethod> preset =
        offers.stream().findFirst().map(offer -> offer.methods().firstEntry().getKey());
    return all.entrySet().stream()
        .map(each ->
            "<label class=\"chip\" data-pg=\"%s\"><input type=\"radio\" name=\"pay_method\" value=\"%s\"%s><span>%s</span></label>"
                .formatted(
                    pgsWith(each.getKey()),
                    each.getKey().code(),
                    preset.filter(each.getKey()::equals).isPresent() ? " checked" : "",
                    ShopPages.escaped(each.getValue().in(language.code()))))
        .collect(Collectors.joining("\n"));
  }

  private String pg(PgOffer offer) {
    PgOffer.Key key = offer.key();
    String keyed =
        key == null
            ? ""
            : " data-key-method=\"%s\" data-key-pg=\"%s\" data-key-charges=\"%s\""
                .formatted(key.method().code(), ShopPages.escaped(key.pg()), key.charges());
    return "<label class=\"chip\"><input type=\"radio\" name=\"pg\" value=\"%s\"%s data-first=\"%s\"%s><span>%s</span></label>"
        .formatted(
            ShopPages.escaped(offer.pg()),
            offer.equals(offers.getFirst()) ? " checked" : "",
            offer.methods().firstEntry().getKey().code(),
            keyed,
            ShopPages.escaped(offer.name().in(language.code())));
  }

  private String pgsWith(PayMethod method) {
    return offers.stream()
        .filter(offer -> offer.methods().containsKey(method))
        .map(PgOffer::pg)
        .map(ShopPages::escaped)
        .collect(Collectors.joining(" "));
  }
}
