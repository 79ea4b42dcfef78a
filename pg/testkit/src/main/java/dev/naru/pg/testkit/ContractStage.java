package dev.naru.pg.testkit;

import dev.naru.pg.spi.Approves;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.SettingField;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.PgFixture.Approval;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/**
 * A connector that is connected to a scripted PG, a second server that acts as an attacker, and the
 * calls that the contract makes. Package-private: a connector's test extends {@link
 * ConnectorContract}.
 */
abstract class ContractStage {
  static final Instant NOW = Instant.parse("2026-01-15T01:26:01Z");
  static final Duration PATIENCE = Duration.ofMillis(300);
  static final long AMOUNT = 1_000;

  final ScriptedPg pg = new ScriptedPg();
  final ScriptedPg attacker = new ScriptedPg();
  final HttpTransport transport = HttpTransport.impatient(Duration.ofSeconds(20));
  final HttpTransport impatient = HttpTransport.impatient(PATIENCE);
  final PgFixture fixture = fixture();
  final PersistedAttempt attempt =
      new PersistedAttempt(
          "attempt-1", "HUB-20260115-000001", fixture.channel(pg.base()), Money.krw(AMOUNT));

  /** The answers of one PG, or of one of its flows. */
  protected abstract PgFixture fixture();

  @AfterEach
  void stop() {
    transport.close();
    impatient.close();
    pg.close();
    attacker.close();
  }

  static Stream<Answer> broken() {
    byte[] garbage = "<html>점검 중입니다</html>".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        new Answer.Reset(),
        new Answer.Body(200, new byte[0]),
        new Answer.Body(200, garbage),
        new Answer.Body(200, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}),
        new Answer.Body(500, garbage),
        new Answer.CutOff(garbage, 7),
        new Answer.Body(200, "{\"resultCode\":\"0000\"".getBytes(StandardCharsets.UTF_8)),
        new Answer.Body(200, "[]".getBytes(StandardCharsets.UTF_8)),
        new Answer.Body(200, new byte[2_000_000]));
  }

  List<String> paths() {
    List<String> paths =
        new ArrayList<>(
            List.of(fixture.approvalPath(), fixture.cancelPath(), fixture.partialCancelPath()));
    if (can(Operation.NET_CANCEL)) {
      paths.add(fixture.netCancelPath());
    }
    if (can(Operation.INQUIRY)) {
      paths.add(fixture.inquiryPath());
    }
    return paths;
  }

  Approval genuine() {
    return new Approval(attempt.channel().mid(), attempt.pgOrderNumber(), AMOUNT);
  }

  String text(Function<ScriptedPg.Received, Answer> answer) {
    pg.answers(fixture.approvalPath(), answer);
    Authenticated authenticated = authenticated();
    StringBuilder text = new StringBuilder();
    PgTransport recording =
        request -> {
          PgTransport.Response response = transport.send(request);
          text.append(response.text(StandardCharsets.UTF_8));
          return response;
        };
    Outcome _ = ((Approves) connector(recording)).approve(attempt, authenticated);
    return text.toString();
  }

  CancelRequest whole() {
    return cancelRequest(AMOUNT);
  }

  CancelRequest part() {
    return cancelRequest(300);
  }

  CancelRequest cancelRequest(long amount) {
    return new CancelRequest(
        fixture.pgTid(),
        fixture.windowRequest().method(),
        amount,
        AMOUNT,
        false,
        null,
        null,
        null,
        "고객 요청/취소");
  }

  /**
   * Opens a window. If the PG must register the window first, the scripted PG answers that call and
   * does not count it as received.
   */
  WindowOpening.Opened opened(WindowRequest request) {
    String registration = fixture.openingPath();
    if (registration != null) {
      pg.answers(registration, fixture.opened(attempt));
    }
    WindowOpening opening = ((OpensWindow) connector()).open(attempt, request);
    pg.forget();
    return (WindowOpening.Opened) opening;
  }

  /** Whether the PG offers the operation for at least one pay method. */
  boolean can(Operation operation) {
    return connector().capabilities().can(operation);
  }

  /** Whether a payment made with the window's method can be cancelled in part. */
  boolean canCancelParts() {
    return connector()
        .capabilities()
        .can(fixture.windowRequest().method(), Operation.PARTIAL_CANCEL);
  }

  List<String> secretSettings() {
    return connector().settings().stream()
        .filter(SettingField::secret)
        .map(setting -> attempt.channel().setting(setting.key()))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  PgConnector connector() {
    return connector(transport);
  }

  PgConnector connector(PgTransport over) {
    return fixture.factory().create(over, InstantSource.fixed(NOW));
  }

  AuthResult read(ReturnMessage message) {
    return read(fixture.windowRequest(), message);
  }

  /** Reads a return of the window that this request opened. */
  AuthResult read(WindowRequest request, ReturnMessage message) {
    OpensWindow connector = (OpensWindow) connector();
    return connector.readReturn(attempt, opened(request).memo(), message);
  }

  Authenticated authenticated() {
    return (Authenticated) read(fixture.authenticated(attempt));
  }

  /** A transport on which no connection to the PG can be made. */
  static PgTransport cutOff() {
    return request -> {
      throw new PgTransport.NotSentException("connection refused", null);
    };
  }

  Outcome approve(PgTransport over) {
    return approve(over, authenticated());
  }

  Outcome approve(PgTransport over, Authenticated authenticated) {
    return ((Approves) connector(over)).approve(attempt, authenticated);
  }

  NetCancelOutcome netCancel(PgTransport over) {
    return ((NetCancels) connector(over)).netCancel(attempt, authenticated(), null, null);
  }

  Finding inquire(PgTransport over) {
    return ((Inquires) connector(over)).inquire(attempt, fixture.pgTid());
  }

  CancelOutcome cancel(PgTransport over, CancelRequest request) {
    return ((Cancels) connector(over)).cancel(attempt, request);
  }
}
