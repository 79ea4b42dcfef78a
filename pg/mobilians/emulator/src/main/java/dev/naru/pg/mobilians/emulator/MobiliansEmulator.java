package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.TakesDeposits;
import dev.naru.sandbox.kit.CardMemory;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.StaticFiles;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpStatus;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/**
 * KG Mobilians, played (protocols/mobilians.md §2, §8): registration, the buyer's window, approval,
 * cancel, auto-billing and virtual accounts of MUP REST.
 */
public final class MobiliansEmulator implements Emulator, TakesDeposits {

  static final String PG = "mobilians";
  static final String HOST = "/test.mobilians.co.kr";

  private static final String API = HOST + "/MUP/api/";
  private static final String STATIC = HOST + "/MUP/static/";
  private static final Set<String> MASKED =
      Set.of("hmac", "mc_user_key", "reference_key", "bill_key", "account_no", "account_name");

  @Override
  public String pg() {
    return PG;
  }

  @Override
  public List<DemoChannel> demoChannels() {
    return List.of(
        new DemoChannel("170622040674", Merchants.SETTINGS, DemoChannel.Use.PAYMENTS),
        new DemoChannel("170622040675", Merchants.SETTINGS, DemoChannel.Use.BILLING));
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices sandbox) {
    var random = new SecureRandom();
    var records = new MobiliansRecords(sandbox.records());
    var numbers = new NumberGenerator(sandbox, random);
    var cards = new CardMemory();
    var requests = new MaskedLog(sandbox.requests(), MASKED);
    var approvals = new Approvals(sandbox, records, numbers, cards);
    routes.post(API + "registration", new RegistrationApi(sandbox, records, numbers)::register);
    var keyCharges = new KeyChargeApi(new KeyCharges(sandbox, records, numbers), requests);
    routes.post(
        API + "approval", new ApprovalApi(records, approvals, requests, keyCharges)::approve);
    var cancels = new CancelApi(sandbox, new Cancellations(sandbox, numbers), numbers, requests);
    routes.post(API + "cancellation", cancels::cancellation);
    routes.post(API + "cancel", cancels::old);
    routes.post(API + "account-expire", cancels::expire);
    window(
        routes,
        new BuyerWindow(sandbox, records, numbers, approvals, new BuyerSteps(sandbox, cards)));
    new StaticFiles(routes)
        .serve(STATIC, getClass(), "window.css", "window.js", "handover.js", "framed.js")
        .serveKit(STATIC);
  }

  @Override
  public void deposit(SandboxServices sandbox, Charge waiting, long amount) {
    Deposits.take(sandbox, waiting, amount);
  }

  private static void window(RoutesConfig routes, BuyerWindow window) {
    routes.get(API + "payment.mcash", window::open);
    routes.post(API + "payment.mcash", window::open);
    for (String qr : new String[] {"qr-code", "qr-code.mcash"}) {
      routes.get(
          API + qr,
          ctx ->
              ctx.redirect(
                  API + "payment.mcash?" + String.valueOf(ctx.queryString()), HttpStatus.FOUND));
    }
    String path = BuyerWindow.PATH + "/{tid}";
    routes.get(path, window::show);
    routes.post(path + "/next", window::next);
    routes.post(path + "/pay", window::pay);
    routes.post(path + "/again", window::sendAgain);
    routes.post(path + "/back", window::back);
    routes.post(path + "/leave", window::leave);
    routes.get(path + "/language/{language}", window::speak);
    routes.get(path + "/accent.css", window::accent);
    for (String step : new String[] {"next", "pay", "again", "back", "leave"}) {
      routes.get(
          path + "/" + step,
          ctx -> ctx.redirect(BuyerWindow.PATH + "/" + ctx.pathParam("tid"), HttpStatus.SEE_OTHER));
    }
  }
}
