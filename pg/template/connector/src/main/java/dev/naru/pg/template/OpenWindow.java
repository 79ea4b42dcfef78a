package dev.naru.pg.template;

import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Opens the window by a signed form; the PG is not called. */
final class OpenWindow {

  WindowOpening open(PersistedAttempt attempt, WindowRequest request) {
    Operation wanted = request.mobile() ? Operation.MOBILE_WINDOW : Operation.PC_WINDOW;
    if (!TemplateMethods.TABLE.can(request.method(), wanted) || request.key() != null) {
      boolean korean = request.language().equals("ko");
      return new WindowOpening.Refused(
          new PgError(
              "",
              korean ? "지원하지 않는 결제수단입니다." : "This pay method is not supported.",
              PgError.Category.BAD_REQUEST));
    }
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("mid", attempt.channel().mid());
    fields.put("order", attempt.pgOrderNumber());
    fields.put("amount", Long.toString(attempt.amount().minor()));
    fields.put("method", request.method().code());
    fields.put("signature", Api.signature(attempt.channel(), fields));
    fields.put("product", request.name());
    fields.put("language", request.language());
    fields.put("shop_order", request.orderNumber());
    fields.put("return_url", request.addresses().returnUrl().toString());
    return new WindowOpening.Opened(
        new PgWindow.Posted(fields, attempt.channel().at(Api.HOST, "/window"), "UTF-8"),
        Map.of("method", request.method().code()));
  }
}
