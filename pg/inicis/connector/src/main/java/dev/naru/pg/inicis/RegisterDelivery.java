package dev.naru.pg.inicis;

import static java.util.Map.entry;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.RegistersDelivery.Delivery;
import dev.naru.pg.spi.RegistersDelivery.DeliveryOutcome;
import dev.naru.pg.spi.RegistersDelivery.Party;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Tells KG INICIS of an escrow payment's delivery (protocols/inicis.md §6.9). */
final class RegisterDelivery {

  private static final String OTHER = "9999";

  /** V1's couriers by KG INICIS's codes; the pairing is inferred (protocols/inicis.md §9.6). */
  private static final Map<String, String> COURIERS =
      Map.ofEntries(
          entry("CJGLS", "cjgls"),
          entry("HANJIN", "hanjin"),
          entry("HYUNDAI", "hyundai"),
          entry("KOREX", "korex"),
          entry("KGB", "kgb"),
          entry("LOGEN", "kgb"),
          entry("EPOST", "EPOST"),
          entry("REGISTPOST", "registpost"),
          entry("HANARO", "Hanaro"),
          entry("SAGAWA", "Sagawa"),
          entry("YELLOWCAP", "yellow"),
          entry("DONGBU", "dongbu"),
          entry("KDEXP", "kdexp"),
          entry("CHUNIL", "chunil"),
          entry("DAESIN", "daesin"),
          entry("ILYANG", "ilyang"),
          entry("HONAM", "honam"),
          entry("CVSNET", "cvsnet"),
          entry("HDEXP", "hdexp"));

  private final ApiV1 api;
  private final InstantSource time;

  RegisterDelivery(PgTransport transport, InstantSource time) {
    this.api = new ApiV1(transport, time);
    this.time = time;
  }

  DeliveryOutcome register(
      PersistedAttempt attempt, String pgTid, Delivery delivery, boolean change) {
    return switch (api.call(
        attempt.channel(),
        "escrow",
        "Dlv",
        "",
        fields(attempt, pgTid, delivery, change),
        List.of("oid", "tid", "price"))) {
      case InicisCall.Failed(String reason) -> new DeliveryOutcome.Unknown("delivery: " + reason);
      case InicisCall.NotSent(String reason) -> new DeliveryOutcome.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(this::read)
              .orElseGet(() -> new DeliveryOutcome.Unknown("delivery: unreadable answer"));
    };
  }

  private static SequencedMap<String, String> fields(
      PersistedAttempt attempt, String pgTid, Delivery delivery, boolean change) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("tid", pgTid);
    fields.put("oid", attempt.pgOrderNumber());
    fields.put("price", Long.toString(attempt.amount().minor()));
    fields.put("report", change ? "U" : "I");
    fields.put("invoice", text(delivery.invoice(), 20));
    fields.put("registName", text(delivery.sender().name(), 30));
    fields.put("exCode", COURIERS.getOrDefault(delivery.courier(), OTHER));
    fields.put("exName", delivery.courier());
    fields.put("charge", "SH");
    fields.put("invoiceDay", KoreaTime.write(delivery.sentAt()));
    party(fields, "send", "sendAddr1", delivery.sender());
    party(fields, "recv", "recvAddr", delivery.receiver());
    return fields;
  }

  private static void party(
      SequencedMap<String, String> fields, String prefix, String address, Party party) {
    fields.put(prefix + "Name", text(party.name(), 30));
    fields.put(prefix + "Tel", text(party.tel(), 20));
    fields.put(prefix + "Post", text(party.postcode(), 8));
    fields.put(address, text(party.addr(), 200));
  }

  private static String text(String text, int bytes) {
    return WireText.cut(WireText.printable(text).strip(), bytes);
  }

  private DeliveryOutcome read(InicisJson answer) {
    if (answer.get("resultCode").equals("00")) {
      return new DeliveryOutcome.Registered(
          KoreaTime.read(answer.get("resultDate") + answer.get("resultTime"))
              .orElseGet(time::instant));
    }
    return ApiV1.refusal(answer)
        .<DeliveryOutcome>map(DeliveryOutcome.Refused::new)
        .orElseGet(
            () -> new DeliveryOutcome.Unknown("delivery: unclear code " + ApiV1.code(answer)));
  }
}
