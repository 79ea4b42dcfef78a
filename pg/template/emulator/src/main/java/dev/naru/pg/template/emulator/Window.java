package dev.naru.pg.template.emulator;

import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.SandboxServices;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The buyer's pages, in Korean or English. They need no script, except for the return to the
 * merchant.
 */
final class Window {

  private static final List<String> ORDER =
      List.of("mid", "order", "amount", "method", "signature");

  private static final List<String> KEPT =
      List.of("product", "language", "shop_order", "return_url");

  private final SandboxServices sandbox;
  private final Payments payments;

  Window(SandboxServices sandbox, Payments payments) {
    this.sandbox = sandbox;
    this.payments = payments;
  }

  void open(Context ctx) {
    Map<String, String> fields = fields(ctx);
    if (!isOurs(fields)) {
      ctx.status(400).result("The signature or the return address is wrong.");
      return;
    }
    boolean korean = !fields.getOrDefault("language", "").equals("en");
    String card =
        fields.getOrDefault("method", "").equals("card")
            ? """
            <p><label for="card_number">%s</label>
            <input id="card_number" name="card_number" value="1234-1234-1234-1234" inputmode="numeric" required></p>
            """
                .formatted(korean ? "카드번호" : "Card number")
            : "";
    String hidden = hidden(fields);
    html(
        ctx,
        korean,
        """
        <h1>%s</h1><p>%s, %s</p>
        <form method="post" action="%s/window/pay">%s%s<button>%s</button></form>
        <form method="post" action="%s/window/leave">%s<button>%s</button></form>
        """
            .formatted(
                "Template Pay",
                escaped(fields.getOrDefault("product", "")),
                korean
                    ? fields.getOrDefault("amount", "") + "원"
                    : fields.getOrDefault("amount", "") + " KRW",
                TemplateEmulator.HOST,
                hidden,
                card,
                korean ? "결제하기" : "Pay",
                TemplateEmulator.HOST,
                hidden,
                korean ? "취소" : "Cancel"));
  }

  void pay(Context ctx) {
    Map<String, String> fields = fields(ctx);
    if (!isOurs(fields)) {
      ctx.status(400).result("The signature or the return address is wrong.");
      return;
    }
    String number = String.valueOf(ctx.formParam("card_number")).replaceAll("[^0-9]", "");
    boolean card = "card".equals(fields.getOrDefault("method", ""));
    if (card && number.length() != 16) {
      back(ctx, fields, Map.of("code", "D002", "message", "카드번호를 확인해 주세요."));
      return;
    }
    Map<String, String> agreed = new LinkedHashMap<>(fields);
    agreed.put("masked", card ? number.substring(0, 6) + "******" + number.substring(12) : "");
    agreed.put("magic", MagicCard.of(number).map(Enum::name).orElse(""));
    back(ctx, fields, Map.of("code", "0000", "message", "", "token", payments.agreed(agreed)));
  }

  void leave(Context ctx) {
    Map<String, String> fields = fields(ctx);
    if (!isOurs(fields)) {
      ctx.status(400).result("The signature or the return address is wrong.");
      return;
    }
    back(ctx, fields, Map.of("code", "C001", "message", "구매자가 결제를 취소했습니다."));
  }

  /** Posts the result to the merchant through the buyer's browser. */
  private static void back(Context ctx, Map<String, String> fields, Map<String, String> result) {
    Map<String, String> posted = new LinkedHashMap<>(result);
    posted.put("mid", fields.getOrDefault("mid", ""));
    posted.put("order", fields.getOrDefault("order", ""));
    html(
        ctx,
        true,
        """
        <form method="post" action="%s">%s<button>확인</button></form>
        <script>document.forms[0].submit()</script>
        """
            .formatted(escaped(fields.getOrDefault("return_url", "")), hidden(posted)));
  }

  /**
   * Whether the order is signed and its return address is on this machine, so that the sandbox is
   * no open redirector.
   */
  private boolean isOurs(Map<String, String> fields) {
    List<String> signed =
        ORDER.subList(0, 4).stream().map(name -> fields.getOrDefault(name, "")).toList();
    return isOfThisMachine(fields.getOrDefault("return_url", ""))
        && Signature.isRight(
            fields.getOrDefault("mid", ""), signed, fields.getOrDefault("signature", ""));
  }

  private boolean isOfThisMachine(String address) {
    try {
      String host = Optional.ofNullable(new URI(address).getHost()).orElse("");
      return List.of("localhost", "127.0.0.1", sandbox.publicBase().getHost()).contains(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Map<String, String> fields(Context ctx) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : ORDER) {
      fields.put(name, Optional.ofNullable(ctx.formParam(name)).orElse(""));
    }
    for (String name : KEPT) {
      fields.put(name, Optional.ofNullable(ctx.formParam(name)).orElse(""));
    }
    return fields;
  }

  private static String hidden(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(field.getKey(), escaped(field.getValue())))
        .collect(Collectors.joining());
  }

  private static void html(Context ctx, boolean korean, String body) {
    ctx.html(
        "<!DOCTYPE html><html lang=\"%s\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Template Pay</title><body>%s"
            .formatted(korean ? "ko" : "en", body));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
