package dev.naru.pg.inicis.emulator;

import dev.naru.pg.inicis.emulator.api.DepositCancelCall;
import dev.naru.pg.inicis.emulator.api.IniApiCharges;
import dev.naru.pg.inicis.emulator.api.IniApiServices;
import dev.naru.pg.inicis.emulator.api.IniApiV1;
import dev.naru.pg.inicis.emulator.api.IniApiV2;
import dev.naru.pg.inicis.emulator.api.MobileApi;
import dev.naru.pg.inicis.emulator.api.NotPlayed;
import dev.naru.pg.inicis.emulator.api.NoticeUrlCall;
import dev.naru.pg.inicis.emulator.api.StdPayApi;
import dev.naru.pg.inicis.emulator.payment.AccountsByApi;
import dev.naru.pg.inicis.emulator.payment.Approvals;
import dev.naru.pg.inicis.emulator.payment.BankDeposits;
import dev.naru.pg.inicis.emulator.payment.DirectCharges;
import dev.naru.pg.inicis.emulator.payment.InicisRecords;
import dev.naru.pg.inicis.emulator.payment.Inquiries;
import dev.naru.pg.inicis.emulator.payment.ReceiptsByApi;
import dev.naru.pg.inicis.emulator.payment.Refunds;
import dev.naru.pg.inicis.emulator.payment.UndoneApprovals;
import dev.naru.pg.inicis.emulator.statement.StatementFeed;
import dev.naru.pg.inicis.emulator.window.Authenticator;
import dev.naru.pg.inicis.emulator.window.BuyerWindow;
import dev.naru.pg.inicis.emulator.window.InicisPages;
import dev.naru.pg.inicis.emulator.window.SlipPages;
import dev.naru.pg.inicis.emulator.window.WindowOpening;
import dev.naru.pg.inicis.emulator.wire.Hosts;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.TakesDeposits;
import dev.naru.sandbox.kit.CardMemory;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.StaticFiles;
import dev.naru.sandbox.kit.StripedLock;
import io.javalin.config.RoutesConfig;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Emulates KG INICIS (protocols/inicis.md §12): the windows of a PC and of a phone with every
 * method, the billing key windows, approval, charges by key and by card data, net cancel, deposits,
 * refund and inquiry.
 */
public final class InicisEmulator implements Emulator, TakesDeposits {

  private static final String SCRIPTS = "/" + Hosts.PC + "/stdjs/";
  private static final String STATIC = "/" + Hosts.PC + "/pay/static/";

  private static final Set<String> MASKED =
      Set.of(
          "authToken",
          "signature",
          "verification",
          "hashData",
          "P_CHKFAKE",
          "mKey",
          "billKey",
          "refundAcctNum",
          "refundAcctName",
          "cardNumber",
          "cardExpire",
          "regNo",
          "regNum",
          "registName",
          "sendName",
          "sendTel",
          "sendAddr1",
          "recvName",
          "recvTel",
          "recvAddr",
          "cardPw",
          "passwd",
          "hashdata",
          "buyerName",
          "buyerTel",
          "buyerEmail");

  /** Is null until {@link #mount} is called, which is before any deposit. */
  private @Nullable BankDeposits deposits;

  @Override
  public String pg() {
    return Inicis.PG;
  }

  @Override
  public Map<String, String> hosts() {
    return Hosts.ALL;
  }

  @Override
  public List<DemoChannel> demoChannels() {
    return List.of(
        demoChannel("INIpayTest", DemoChannel.Use.DEFAULT),
        demoChannel("INIBillTst", DemoChannel.Use.BILLING),
        demoChannel("iniescrow0", DemoChannel.Use.ON_REQUEST));
  }

  private static DemoChannel demoChannel(String mid, DemoChannel.Use use) {
    Merchant keys = Merchant.of(mid).orElseThrow();
    return new DemoChannel(
        mid,
        Map.of(
            "signKey", keys.signKey(),
            // No mobile key is published for the billing MID, and the setting must not be empty.
            "hashKey",
                keys.hashKey().isEmpty()
                    ? Merchant.of("INIpayTest").orElseThrow().hashKey()
                    : keys.hashKey(),
            "iniApiKey", keys.iniApiKey(),
            "iniApiIv", keys.iniApiIv(),
            "iniLiteKey", keys.iniLiteKey(),
            "feedPassword", StatementFeed.PASSWORD),
        use);
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices sandbox) {
    var random = new SecureRandom();
    var records = new InicisRecords(sandbox.records());
    var requests = new MaskedLog(sandbox.requests(), MASKED);
    var tids = new TidGenerator(sandbox);
    var cards = new CardMemory();
    var perAuthentication = new StripedLock();
    var perCharge = new StripedLock();
    var accounts = new BankDeposits(sandbox, records, tids, perCharge);
    deposits = accounts;
    var approvals =
        new Approvals(sandbox, records, tids, cards, perAuthentication, accounts, random);
    var netCancels = new UndoneApprovals(sandbox, records, tids, perAuthentication, perCharge);

    var pages = new InicisPages();
    var authenticator = new Authenticator(sandbox, records, tids, cards, approvals, random);
    var window = new BuyerWindow(sandbox, authenticator, pages, random);
    window.mount(routes);
    new WindowOpening(sandbox, window, pages, requests).mount(routes);
    new SlipPages(sandbox.book(), pages).mount(routes);
    new StaticFiles(routes)
        .serve(SCRIPTS, getClass(), "INIStdPay.js", "INIStdPay_close.js", "INIStdPay_popup.js")
        .serve(STATIC, getClass(), "window.css", "window.js", "handover.js")
        .serveKit(STATIC);

    new StdPayApi(records, approvals, netCancels, requests).mount(routes);
    new MobileApi(sandbox, records, approvals, netCancels, requests).mount(routes);
    var refunds = new Refunds(sandbox, records, tids, perCharge);
    var inquiries = new Inquiries(sandbox, records);
    var direct = new DirectCharges(sandbox, records, tids, random);
    var accountsByApi = new AccountsByApi(sandbox, tids, random);
    new IniApiCharges(direct, accountsByApi, requests).mount(routes);
    new IniApiV2(sandbox, refunds, inquiries, requests).mount(routes);
    new NotPlayed().mount(routes);
    var receipts = new ReceiptsByApi(sandbox, tids, random);
    new IniApiServices(sandbox, receipts, requests).mount(routes);
    new IniApiV1(sandbox, refunds, receipts, inquiries, requests).mount(routes);
    new DepositCancelCall(sandbox.book(), accounts).mount(routes);
    new NoticeUrlCall(records).mount(routes);
    new StatementFeed(sandbox, records, requests).mount(routes);
  }

  @Override
  public void deposit(SandboxServices sandbox, Charge waiting, long amount) {
    Objects.requireNonNull(deposits, "not mounted").deposit(waiting.tid(), amount);
  }
}
