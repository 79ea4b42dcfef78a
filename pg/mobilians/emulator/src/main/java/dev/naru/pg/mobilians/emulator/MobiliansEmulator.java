package dev.naru.pg.mobilians.emulator;

import dev.naru.pg.mobilians.emulator.api.ApprovalApi;
import dev.naru.pg.mobilians.emulator.api.CancelApi;
import dev.naru.pg.mobilians.emulator.api.KeyChargeApi;
import dev.naru.pg.mobilians.emulator.api.RegistrationApi;
import dev.naru.pg.mobilians.emulator.payment.Approvals;
import dev.naru.pg.mobilians.emulator.payment.AutoBillingCharges;
import dev.naru.pg.mobilians.emulator.payment.BankDeposits;
import dev.naru.pg.mobilians.emulator.payment.Cancellations;
import dev.naru.pg.mobilians.emulator.payment.MobiliansRecords;
import dev.naru.pg.mobilians.emulator.statement.TransactionExport;
import dev.naru.pg.mobilians.emulator.window.BuyerSteps;
import dev.naru.pg.mobilians.emulator.window.BuyerWindow;
import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.TakesDeposits;
import dev.naru.sandbox.kit.CardMemory;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.StaticFiles;
import io.javalin.config.RoutesConfig;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Emulates KG Mobilians's service MUP (protocols/mobilians.md §2, §8): registration, the buyer's
 * window, approval, cancel, auto-billing and virtual accounts.
 */
public final class MobiliansEmulator implements Emulator, TakesDeposits {

  private static final String STATIC = Mobilians.MUP + "/static/";
  private static final Set<String> MASKED =
      Set.of("hmac", "mc_user_key", "reference_key", "bill_key", "account_no", "account_name");

  @Override
  public String pg() {
    return Mobilians.PG;
  }

  @Override
  public Map<String, String> hosts() {
    return Map.of(Mobilians.HOST, Mobilians.HOST, "mup.mobilians.co.kr", Mobilians.HOST);
  }

  @Override
  public List<DemoChannel> demoChannels() {
    return List.of(
        new DemoChannel("170622040674", TestMerchants.SETTINGS, DemoChannel.Use.PAYMENTS),
        new DemoChannel("170622040675", TestMerchants.SETTINGS, DemoChannel.Use.BILLING));
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices sandbox) {
    var records = new MobiliansRecords(sandbox.records());
    var numbers = new NumberGenerator(sandbox, new SecureRandom());
    var cards = new CardMemory();
    var requests = new MaskedLog(sandbox.requests(), MASKED);
    var approvals = new Approvals(sandbox, records, numbers, cards);
    var keyCharges = new KeyChargeApi(new AutoBillingCharges(sandbox, records, numbers), requests);
    new RegistrationApi(sandbox, records, numbers, requests).mount(routes);
    new ApprovalApi(records, approvals, requests, keyCharges).mount(routes);
    new CancelApi(sandbox, new Cancellations(sandbox, numbers), numbers, requests).mount(routes);
    new TransactionExport(sandbox).mount(routes);
    new BuyerWindow(sandbox, records, numbers, approvals, new BuyerSteps(sandbox, cards))
        .mount(routes);
    new StaticFiles(routes)
        .serve(STATIC, getClass(), "window.css", "window.js", "handover.js", "framed.js")
        .serveKit(STATIC);
  }

  @Override
  public void deposit(SandboxServices sandbox, Charge waiting, long amount) {
    BankDeposits.take(sandbox, waiting, amount);
  }
}
