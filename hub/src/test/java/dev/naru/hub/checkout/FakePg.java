package dev.naru.hub.checkout;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.SettingField;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** A PG of our own: cards only; the form's {@code outcome} says how the buyer fared. */
final class FakePg implements PgConnector, OpensWindow {

  final URI base;

  FakePg(URI base) {
    this.base = base;
  }

  @Override
  public String provider() {
    return "html5_inicis";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("inicis");
  }

  @Override
  public String displayName(String language) {
    return "fake";
  }

  @Override
  public List<SettingField> settings() {
    return List.of();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Map.of(
            PayMethod.CARD,
            Set.of(Capabilities.Operation.PC_WINDOW, Capabilities.Operation.MOBILE_WINDOW),
            PayMethod.PHONE,
            Set.of(Capabilities.Operation.PC_WINDOW)));
  }

  @Override
  public PgWindow open(PersistedAttempt attempt, WindowRequest request) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("oid", attempt.orderId());
    fields.put("goods", request.name());
    fields.put("returnUrl", request.returnUrl().toString());
    fields.put("closeUrl", request.closeUrl().toString());
    return request.mobile()
        ? new PgWindow.Posted(fields, base.resolve("/mobile"), "euc-kr")
        : new PgWindow.Scripted(
            fields, base.resolve("/pay.js"), "FakePay.pay", base.resolve("/close.js"));
  }

  @Override
  public AuthResult readReturn(PersistedAttempt attempt, ReturnMessage message) {
    return switch (message.field("outcome")) {
      case "ok" -> new AuthResult.Authenticated(Map.of("token", "t"));
      case "left" -> refused("V801", message.field("text"), PgError.Category.LEFT_BY_BUYER);
      case "refused" -> refused("01", message.field("text"), PgError.Category.DECLINED);
      default -> new AuthResult.Forged("outcome");
    };
  }

  private static AuthResult refused(String code, String text, PgError.Category category) {
    return new AuthResult.Refused(new PgError(code, text, category));
  }
}
