package dev.naru.pg.template;

import dev.naru.pg.spi.Approves;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Template Pay: a window that authenticates, then approval, inquiry and cancel by JSON. */
final class TemplateConnector implements PgConnector, OpensWindow, Approves, Inquires, Cancels {

  private static final PgDescription DESCRIPTION =
      PgDescription.of(
              "template",
              new Bilingual("Template 페이", "Template Pay"),
              TemplateSettings.FIELDS,
              TemplateMethods.TABLE)
          .withMethodNames(TemplateMethods.NAMES);

  private final OpenWindow openWindow = new OpenWindow();
  private final ReadReturn readReturn = new ReadReturn();
  private final Approve approve;
  private final Inquire inquire;
  private final Cancel cancel;

  TemplateConnector(PgTransport transport) {
    Api api = new Api(transport);
    approve = new Approve(api);
    inquire = new Inquire(api);
    cancel = new Cancel(api);
  }

  @Override
  public PgDescription description() {
    return DESCRIPTION;
  }

  @Override
  public WindowOpening open(PersistedAttempt attempt, WindowRequest request) {
    return openWindow.open(attempt, request);
  }

  @Override
  public AuthResult readReturn(
      PersistedAttempt attempt, Map<String, String> memo, ReturnMessage message) {
    return readReturn.read(attempt, memo, message);
  }

  @Override
  public Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated) {
    return approve.approve(attempt, authenticated);
  }

  @Override
  public Finding inquire(PersistedAttempt attempt, @Nullable String pgTid) {
    return inquire.inquire(attempt, pgTid);
  }

  @Override
  public CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request) {
    return cancel.cancel(attempt, request);
  }
}
