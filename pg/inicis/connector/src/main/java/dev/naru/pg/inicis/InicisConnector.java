package dev.naru.pg.inicis;

import dev.naru.pg.inicis.statement.InicisStatements;
import dev.naru.pg.spi.AccountOrder;
import dev.naru.pg.spi.Approves;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.ChecksContract;
import dev.naru.pg.spi.GivesStatements;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.IssuesReceipt;
import dev.naru.pg.spi.IssuesVirtualAccount;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.ReadsNotice;
import dev.naru.pg.spi.RegistersDelivery;
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
 * The connector for KG INICIS. It uses the web standard payment window on a PC, INIpay Mobile and
 * INILite on a phone, INIAPI v1 for payments without a buyer's window, INIAPI v2 for cancels and
 * inquiries, and it reads the notices that KG INICIS sends.
 */
public final class InicisConnector
    implements PgConnector,
        OpensWindow,
        Approves,
        KeysIn,
        ChargesBillingKey,
        IssuesVirtualAccount,
        IssuesReceipt,
        RegistersDelivery,
        NetCancels,
        Inquires,
        Cancels,
        TakesOverKeys,
        ReadsNotice,
        GivesStatements,
        ChecksContract {

  private static final PgDescription DESCRIPTION =
      PgDescription.of(
              "html5_inicis",
              new Bilingual("KG이니시스", "KG INICIS"),
              InicisSettings.FIELDS,
              InicisCapabilities.TABLE)
          .withAliases("inicis")
          // protocols/inicis.md §1.3; §1.1 has them on the live window for phones.
          .withTestMids("INIpayTest", "INIBillTst", "iniescrow0")
          .withTestSecrets(
              "SU5JTElURV9UUklQTEVERVNfS0VZU1RS",
              "3CB8183A4BE283555ACC8363C0360223",
              "37F3A120C1DFCDEB708B00F5383D2263",
              "ItEQKi3rY7uvDS8l",
              "rKnPljRn5m6J9Mzz",
              "yERbIlJ3NhTeObsA",
              "HYb3yQ4f65QL89==",
              "2IgsAQSbMqHkAkj3",
              "W2KLNKra6Wxc1P==",
              "tOGDXbfoajk2DQ==",
              "b09LVzhuTGZVaEY1WmJoQnZzdXpRdz09")
          .withTestsOnLiveHosts();

  private final OpenWindow openWindow;
  private final ReadReturn readReturn;
  private final Approve approve;
  private final KeyIn keyIn;
  private final ChargeBillingKey chargeBillingKey;
  private final IssueAccount issueAccount;
  private final IssueReceipt issueReceipt;
  private final RegisterDelivery registerDelivery;
  private final NetCancel netCancel;
  private final Inquire inquire;
  private final CheckContract checkContract;
  private final Cancel cancel;
  private final ReadNotice readNotice;
  private final InicisStatements statements;

  /**
   * A connector that reads keys with {@link BillKeyDecoder#PLAIN}.
   *
   * @param transport sends all requests
   * @param time the clock
   */
  public InicisConnector(PgTransport transport, InstantSource time) {
    this(transport, time, BillKeyDecoder.PLAIN);
  }

  /** A connector with another decoder for the keys of the new INILite window. */
  InicisConnector(PgTransport transport, InstantSource time, BillKeyDecoder decoder) {
    openWindow = new OpenWindow(time);
    readReturn = new ReadReturn(decoder);
    approve = new Approve(transport, time);
    keyIn = new KeyIn(transport, time);
    chargeBillingKey = new ChargeBillingKey(transport, time);
    issueAccount = new IssueAccount(transport, time);
    issueReceipt = new IssueReceipt(transport, time);
    registerDelivery = new RegisterDelivery(transport, time);
    netCancel = new NetCancel(transport, time);
    inquire = new Inquire(transport, time);
    checkContract = new CheckContract(transport, time);
    cancel = new Cancel(transport, time);
    readNotice = new ReadNotice(time);
    statements = new InicisStatements(transport);
  }

  @Override
  public PgDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<URI> endpoints(ChannelConfig channel) {
    return new InicisHosts(channel).called();
  }

  @Override
  public WindowOpening open(PersistedAttempt attempt, WindowRequest request) {
    return openWindow.open(attempt, request);
  }

  @Override
  public AuthResult readReturn(
      PersistedAttempt attempt, Map<String, String> memo, ReturnMessage message) {
    return readReturn.read(attempt, WindowOrder.of(memo), message);
  }

  /**
   * {@inheritDoc}
   *
   * <p>After an INILite window this makes no request: that window's return is already the result,
   * and this method translates it into the SPI's outcome (protocols/inicis.md §5).
   */
  @Override
  public Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated) {
    return approve.approve(attempt, Proof.of(authenticated));
  }

  @Override
  public Outcome chargeCard(PersistedAttempt attempt, CardData card, ChargeOrder order) {
    return keyIn.charge(attempt, card, order);
  }

  @Override
  public Outcome issueKey(PersistedAttempt attempt, CardData card, ChargeOrder order) {
    return keyIn.issue(attempt, card, order);
  }

  @Override
  public Outcome chargeKey(PersistedAttempt attempt, Outcome.IssuedKey key, ChargeOrder order) {
    return chargeBillingKey.charge(attempt, key, order);
  }

  @Override
  public List<KeyField> keyFields() {
    return List.of(new KeyField("billKey", new Bilingual("영문·숫자 40자", "40 letters or digits")));
  }

  @Override
  public Optional<Outcome.IssuedKey> takeOver(
      ChannelConfig channel, PayMethod method, Map<String, String> values) {
    return Optional.ofNullable(values.get("billKey"))
        .filter(key -> method.equals(PayMethod.CARD) && BillKeyDecoder.isKey(key))
        .map(BillKeyDecoder::secret);
  }

  @Override
  public Outcome issueAccount(PersistedAttempt attempt, AccountOrder order) {
    return issueAccount.issue(attempt, order);
  }

  @Override
  public CancelOutcome revokeAccount(PersistedAttempt attempt, String pgTid, String reason) {
    return issueAccount.revoke(attempt, pgTid, reason);
  }

  @Override
  public boolean isApiKey(ChannelConfig channel, String key) {
    return InicisSigner.same(InicisSettings.of(channel).iniApiKey(), key);
  }

  @Override
  public ReceiptOutcome issueReceipt(PersistedAttempt attempt, ReceiptOrder order) {
    return issueReceipt.issue(attempt, order);
  }

  @Override
  public CancelOutcome cancelReceipt(PersistedAttempt attempt, String receiptTid, String reason) {
    return issueReceipt.cancel(attempt, receiptTid, reason);
  }

  @Override
  public DeliveryOutcome registerDelivery(
      PersistedAttempt attempt, String pgTid, Delivery delivery, boolean change) {
    return registerDelivery.register(attempt, pgTid, delivery, change);
  }

  @Override
  public NetCancelOutcome netCancel(
      PersistedAttempt attempt,
      AuthResult.Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged) {
    // KG INICIS's net cancel names the authentication and carries no amount (protocols/inicis.md
    // §3.9).
    return netCancel.netCancel(attempt, Proof.of(authenticated), pgTid);
  }

  @Override
  public Finding inquire(PersistedAttempt attempt, @Nullable String pgTid) {
    return inquire.inquire(attempt, pgTid);
  }

  @Override
  public CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request) {
    return cancel.cancel(attempt, request);
  }

  @Override
  public Notice readNotice(NoticeMessage message) {
    return readNotice.read(message);
  }

  @Override
  public String acknowledgement() {
    return "OK";
  }

  @Override
  public String acknowledgement(Notice notice) {
    return notice instanceof Notice.EscrowChanged
        ? ReadNotice.ESCROW_ACKNOWLEDGEMENT
        : acknowledgement();
  }

  @Override
  public String refusal() {
    return "FAIL";
  }

  @Override
  public List<StatementForm> statementForms() {
    return InicisStatements.FORMS;
  }

  @Override
  public Obtained obtainStatement(ChannelConfig channel, StatementForm form, LocalDate day) {
    return statements.obtain(channel, form, day);
  }

  @Override
  public void readStatement(
      ChannelConfig channel,
      StatementForm form,
      LocalDate day,
      InputStream raw,
      Consumer<StatementRow> rows)
      throws UnreadableStatementException, IOException {
    InicisStatements.read(channel, form, day, raw, rows);
  }

  @Override
  public List<ChecksContract.Access> checkContract(
      PersistedAttempt nobodys, Set<PayMethod> methods, URI hub) {
    return List.of(checkContract.check(nobodys.channel()));
  }
}
