package dev.naru.hub.checkout;

import dev.naru.hub.channel.Connectors;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.SettingField;
import dev.naru.pg.spi.WindowRequest;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PG of our own. The form's {@code outcome} says how the buyer fared; {@code registers} makes it
 * one that registers each payment first and has a page of its own for it.
 */
final class FakePg implements PgConnector, OpensWindow {

  private static final Set<Operation> WINDOWS =
      Set.of(Operation.PC_WINDOW, Operation.MOBILE_WINDOW);
  private static final Set<Operation> KEYS_TOO =
      Set.of(Operation.PC_WINDOW, Operation.MOBILE_WINDOW, Operation.KEY_WINDOW);

  final URI base;
  final List<WindowRequest> asked = new ArrayList<>();
  String provider = "html5_inicis";
  Set<String> aliases = Set.of("inicis");
  String name = "KG이니시스";
  @Nullable PayMethod keyMethod = PayMethod.CARD;

  /** Null for those of the PG whose code this has. */
  @Nullable List<SettingField> settings;

  boolean registers;
  boolean breaks;
  @Nullable PgError refusal;

  FakePg(URI base) {
    this.base = base;
  }

  /** Like the PG whose keys are a telephone's, and which registers payments. */
  void playMobilians() {
    provider = "mobilians";
    aliases = Set.of();
    name = "KG모빌리언스";
    keyMethod = PayMethod.PHONE;
    registers = true;
  }

  @Override
  public PgDescription description() {
    return PgDescription.of(
            provider,
            new Bilingual(name, name),
            settings == null ? settingsOfThePgPlayed() : settings,
            table())
        .withAliases(aliases.toArray(new String[0]));
  }

  /** As the connector of that code describes them: it is on the hub's class path. */
  private List<SettingField> settingsOfThePgPlayed() {
    return Connectors.load(
            _ -> {
              throw new IOException("nobody is called");
            },
            InstantSource.system())
        .of(provider)
        .map(PgConnector::settings)
        .orElseThrow();
  }

  private Capabilities table() {
    Map<PayMethod, Set<Operation>> table = new LinkedHashMap<>();
    for (PayMethod method : List.of(PayMethod.CARD, PayMethod.TRANS, PayMethod.VBANK)) {
      table.put(method, WINDOWS);
    }
    table.put(PayMethod.PHONE, Set.of(Operation.PC_WINDOW));
    if (keyMethod != null) {
      table.put(keyMethod, KEYS_TOO);
    }
    return new Capabilities(table);
  }

  @Override
  public WindowOpening open(PersistedAttempt attempt, WindowRequest request) {
    asked.add(request);
    if (breaks) {
      throw new IllegalStateException("a bug");
    }
    if (refusal != null) {
      return new WindowOpening.Refused(refusal);
    }
    String tid = "t" + asked.size();
    if (registers) {
      return new WindowOpening.Opened(
          new PgWindow.Page(base.resolve("/page?tid=" + tid)), Map.of("tid", tid));
    }
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("oid", attempt.pgOrderNumber());
    fields.put("goods", request.name());
    fields.put("returnUrl", request.addresses().returnUrl().toString());
    fields.put("closeUrl", request.addresses().closeUrl().toString());
    return new WindowOpening.Opened(
        request.mobile()
            ? new PgWindow.Posted(fields, base.resolve("/mobile"), "euc-kr")
            : new PgWindow.Scripted(
                fields, base.resolve("/pay.js"), "FakePay.pay", base.resolve("/close.js")),
        Map.of());
  }

  @Override
  public AuthResult readReturn(
      PersistedAttempt attempt, Map<String, String> memo, ReturnMessage message) {
    if (registers && !message.field("tid").equals(memo.get("tid"))) {
      return new AuthResult.Forged("tid");
    }
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
