package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.statement.MobiliansStatements;
import dev.naru.pg.spi.Approves;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.ChecksContract;
import dev.naru.pg.spi.GivesStatements;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.ReadsNotice;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.TakesOverKeys;
import dev.naru.pg.spi.WindowRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connector for KG Mobilians, as V1's old or new module. It uses KG's JSON service, with a
 * window that only authenticates the buyer ({@code hybrid_pay=Y}). KG publishes no inquiry, so this
 * connector has none.
 */
public final class MobiliansConnector
    implements PgConnector,
        OpensWindow,
        Approves,
        NetCancels,
        Cancels,
        ChargesBillingKey,
        TakesOverKeys,
        ReadsNotice,
        GivesStatements,
        ChecksContract {

  private final Generation generation;
  private final OpenWindow openWindow;
  private final ReadReturn readReturn;
  private final Approve approve;
  private final NetCancel netCancel;
  private final Cancel cancel;
  private final ChargeKey chargeKey;
  private final ReadDeposit readDeposit;
  private final CheckContract checkContract;

  MobiliansConnector(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    openWindow = new OpenWindow(generation, transport, time);
    readReturn = new ReadReturn(generation, time);
    approve = new Approve(generation, transport, time);
    netCancel = new NetCancel(generation, transport, time);
    cancel = new Cancel(generation, transport, time);
    chargeKey = new ChargeKey(generation, transport, time);
    readDeposit = new ReadDeposit(time);
    checkContract = new CheckContract(generation, transport, time);
  }

  @Override
  public List<URI> endpoints(ChannelConfig channel) {
    return List.of(new MobiliansHosts(channel).registration());
  }

  @Override
  public PgDescription description() {
    return generation.description();
  }

  @Override
  public WindowOpening open(PersistedAttempt attempt, WindowRequest request) {
    return openWindow.open(attempt, request);
  }

  @Override
  public AuthResult readReturn(
      PersistedAttempt attempt, Map<String, String> memo, ReturnMessage message) {
    return readReturn.read(attempt, Trade.of(memo), message);
  }

  @Override
  public Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated) {
    return approve.approve(attempt, Proof.of(authenticated));
  }

  @Override
  public NetCancelOutcome netCancel(
      PersistedAttempt attempt,
      AuthResult.Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged) {
    ChargeToUndo undoing =
        MobiliansKey.isIn(authenticated.proof())
            ? AutoBilling.undoing(attempt, authenticated.proof(), pgTid)
            : ChargeToUndo.of(Proof.of(authenticated));
    return netCancel.netCancel(attempt, undoing, charged);
  }

  @Override
  public Outcome chargeKey(PersistedAttempt attempt, IssuedKey key, ChargeOrder order) {
    return chargeKey.charge(attempt, MobiliansKey.of(key.secret()), order);
  }

  @Override
  public List<KeyField> keyFields() {
    return MobiliansKey.HANDED_OVER;
  }

  @Override
  public Optional<IssuedKey> takeOver(
      ChannelConfig channel, PayMethod method, Map<String, String> values) {
    return MobiliansKey.takenOver(channel.mid(), method, values).map(MobiliansKey::toIssued);
  }

  @Override
  public CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request) {
    return cancel.cancel(attempt, request);
  }

  @Override
  public Notice readNotice(NoticeMessage message) {
    return readDeposit.read(message);
  }

  @Override
  public boolean isOwnSource(ChannelConfig channel, String remoteAddress) {
    return NoticeSources.contain(generation, channel, remoteAddress);
  }

  @Override
  public boolean agrees(
      Notice.Charged notice, PersistedAttempt attempt, AuthResult.Authenticated authenticated) {
    MobiliansSettings settings = MobiliansSettings.of(generation, attempt.channel());
    return notice.mid().equals(attempt.channel().mid())
        && notice.pgOrderNumber().equals(attempt.pgOrderNumber())
        && !MobiliansKey.isIn(authenticated.proof())
        && ReadDeposit.agrees(
            notice, Proof.of(authenticated), new MobiliansSigner(settings.linkKey()));
  }

  @Override
  public String acknowledgement() {
    return "SUCCESS";
  }

  @Override
  public String refusal() {
    return "FAIL";
  }

  @Override
  public List<StatementForm> statementForms() {
    return MobiliansStatements.FORMS;
  }

  /**
   * Always answers that there is no such call: KG publishes none, so the list is exported from its
   * merchant console.
   */
  @Override
  public Obtained obtainStatement(ChannelConfig channel, StatementForm form, LocalDate day) {
    return new Obtained.Unclear("KG Mobilians can't be asked for a list");
  }

  @Override
  public void readStatement(
      ChannelConfig channel,
      StatementForm form,
      LocalDate day,
      InputStream raw,
      Consumer<StatementRow> rows)
      throws UnreadableStatementException, IOException {
    MobiliansStatements.read(channel, day, raw, rows);
  }

  @Override
  public List<ChecksContract.Access> checkContract(
      PersistedAttempt nobodys, Set<PayMethod> methods, URI hub) {
    return checkContract.check(nobodys, methods, hub);
  }
}
