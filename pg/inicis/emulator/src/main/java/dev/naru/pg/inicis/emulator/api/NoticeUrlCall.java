package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.InicisRecords;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.sandbox.kit.MerchantUrl;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A control call of this emulator: {@code PUT /control/html5_inicis/notice_urls} with {@code {mid,
 * url}} registers the address of a MID's deposit notices, as merchants do in KG INICIS's admin
 * (protocols/inicis.md §8.1). An empty {@code url} registers none.
 */
public final class NoticeUrlCall {

  private final InicisRecords records;

  public NoticeUrlCall(InicisRecords records) {
    this.records = records;
  }

  public void mount(RoutesConfig routes) {
    routes.put("/control/html5_inicis/notice_urls", this::register);
  }

  private void register(Context ctx) {
    try {
      JsonNode body = JsonMapper.shared().readTree(ctx.body());
      String mid = body.path("mid").asString("");
      String url = body.path("url").asString("");
      if (Merchant.of(mid).isEmpty()) {
        throw new IllegalArgumentException("mid: no such MID");
      }
      if (!url.isEmpty() && MerchantUrl.of(url).isEmpty()) {
        throw new IllegalArgumentException("url: not an http or https address");
      }
      records.registerNoticeUrl(mid, url);
      ctx.json(Map.of("mid", mid, "url", url));
    } catch (JacksonException | IllegalArgumentException e) {
      ctx.status(HttpStatus.BAD_REQUEST).json(Map.of("error", String.valueOf(e.getMessage())));
    }
  }
}
