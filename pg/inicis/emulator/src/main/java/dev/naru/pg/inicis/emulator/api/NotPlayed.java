package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.wire.Hosts;
import dev.naru.sandbox.Reply;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The services of KG INICIS that this emulator doesn't offer. Each answers that it isn't emulated,
 * in one text that can't be taken for a refusal of the real PG; {@code pg/inicis/README.md} has the
 * same list.
 */
public final class NotPlayed {

  /** The paths of these services; each answers POST and GET. */
  private static final List<String> PATHS =
      List.of(
          "/" + Hosts.API + "/v2/pg/billing",
          "/" + Hosts.API + "/v2/pg/receipt",
          "/inilite.inicis.com/inibill/inibill_hpp.jsp",
          "/inilite.inicis.com/inibill/hpp.jsp",
          "/" + Hosts.PRO + "/payment/v1/rest/payAppl.ini",
          "/" + Hosts.PRO + "/payment/v1/rest/payNetCancel.ini");

  private static final String SCRIPT = "/" + Hosts.PRO + "/std/payment/js/INIPayPro_v2.js";

  public void mount(RoutesConfig routes) {
    for (String path : PATHS) {
      routes.post(path, NotPlayed::tell);
      routes.get(path, NotPlayed::tell);
    }
    routes.get(
        SCRIPT,
        ctx ->
            ctx.contentType("text/javascript;charset=UTF-8")
                .result("window.alert('" + text("INIpay PRO") + "');"));
  }

  private static void tell(Context ctx) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("resultCode", "NOT_PLAYED");
    answer.put("resultMsg", text(ctx.path()));
    Reply.send(ctx, Reply.Body.json(Map.copyOf(answer)));
  }

  private static String text(String what) {
    return "[NARU SANDBOX] 이 서비스는 샌드박스에 없습니다 (not played): " + what;
  }
}
