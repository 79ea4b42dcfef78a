package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Approvals;
import dev.naru.pg.mobilians.emulator.payment.BankDeposits;
import dev.naru.pg.mobilians.emulator.payment.MobiliansRecords;
import dev.naru.pg.mobilians.emulator.payment.ResultFields;
import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.payment.Trade.Step;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The buyer's window (protocols/mobilians.md §2.5, §6), for every method, as popup, page or iframe.
 */
public final class BuyerWindow {

  /** The path that the windows' pages are below. */
  public static final String PATH = Mobilians.MUP + "/window";

  private final SandboxServices sandbox;
  private final MobiliansRecords records;
  private final NumberGenerator numbers;
  private final Approvals approvals;
  private final BuyerSteps steps;
  private final ResultFields results;
  private final StripedLock perTrade = new StripedLock();
  private final MobiliansPages pages = new MobiliansPages();

  public BuyerWindow(
      SandboxServices sandbox,
      MobiliansRecords records,
      NumberGenerator numbers,
      Approvals approvals,
      BuyerSteps steps) {
    this.sandbox = sandbox;
    this.records = records;
    this.numbers = numbers;
    this.approvals = approvals;
    this.steps = steps;
    this.results = new ResultFields(numbers);
  }

  /** The path of a trade's window. */
  static String path(Trade trade) {
    return PATH + "/" + trade.tid();
  }

  public void mount(RoutesConfig routes) {
    String api = Mobilians.MUP + "/api/";
    routes.get(api + "payment.mcash", this::open);
    routes.post(api + "payment.mcash", this::open);
    for (String qr : new String[] {"qr-code", "qr-code.mcash"}) {
      routes.get(
          api + qr,
          ctx ->
              ctx.redirect(
                  api + "payment.mcash?" + String.valueOf(ctx.queryString()), HttpStatus.FOUND));
    }
    String window = PATH + "/{tid}";
    routes.get(window, this::show);
    routes.post(window + "/next", this::next);
    routes.post(window + "/pay", this::pay);
    routes.post(window + "/again", this::sendAgain);
    routes.post(window + "/back", this::back);
    routes.post(window + "/leave", this::leave);
    routes.get(window + "/language/{language}", this::speak);
    routes.get(window + "/accent.css", this::accent);
    for (String step : new String[] {"next", "pay", "again", "back", "leave"}) {
      routes.get(
          window + "/" + step,
          ctx -> ctx.redirect(PATH + "/" + ctx.pathParam("tid"), HttpStatus.SEE_OTHER));
    }
  }

  /** {@code payment.mcash} opens the window, again too if it has failed or was left. */
  private void open(Context ctx) {
    String tid = Optional.ofNullable(ctx.queryParam("tid")).orElse(form(ctx).get("tid"));
    with(
        ctx,
        String.valueOf(tid),
        trade -> {
          Step step = trade.step();
          boolean over = step == Step.FAILED || step == Step.LEFT;
          Trade opened = over && !trade.order().onlyOnce() ? trade.again() : trade;
          if ("en".equals(ctx.queryParam("language"))) {
            opened = opened.in("en");
          }
          records.put(opened);
          RegisteredOrder order = opened.order();
          boolean taken =
              sandbox
                  .book()
                  .byOrder(order.merchant().pg(), order.sid(), order.tradeId())
                  .isPresent();
          if (opened.step().open() && taken) {
            fail(ctx, opened, PhoneCodes.refusal("0052"));
          } else {
            ctx.redirect(path(trade), HttpStatus.SEE_OTHER);
          }
        });
  }

  private void show(Context ctx) {
    open(ctx, trade -> pages.step(ctx, view(trade, "")));
  }

  private void next(Context ctx) {
    open(ctx, trade -> follow(ctx, steps.next(trade, form(ctx))));
  }

  private void pay(Context ctx) {
    open(
        ctx,
        trade -> {
          boolean early = trade.step() == Step.FIRST && twoPages(trade.order());
          follow(ctx, early ? steps.next(trade, form(ctx)) : steps.pay(trade, form(ctx)));
        });
  }

  private void sendAgain(Context ctx) {
    open(ctx, trade -> show(ctx, trade.step() == Step.SECOND ? steps.sendAgain(trade) : trade));
  }

  private void back(Context ctx) {
    open(ctx, trade -> show(ctx, trade.at(Step.FIRST)));
  }

  private void speak(Context ctx) {
    open(ctx, trade -> show(ctx, trade.in(ctx.pathParam("language").equals("en") ? "en" : "ko")));
  }

  /**
   * Ends the window without a result: a page or an iframe loads {@code close_url}, a popup is
   * closed (§2.6).
   */
  private void leave(Context ctx) {
    open(
        ctx,
        trade -> {
          Trade left = trade.at(Step.LEFT);
          records.put(left);
          pages.close(ctx, left);
        });
  }

  /**
   * The stylesheet for the shop's colour; it is a file because the pages' policy forbids inline
   * styles.
   */
  private void accent(Context ctx) {
    String colour = records.trade(ctx.pathParam("tid")).map(t -> t.order().cssType()).orElse("");
    ctx.contentType("text/css;charset=UTF-8").result(Accent.css(colour));
  }

  private void follow(Context ctx, StepResult next) {
    switch (next) {
      case StepResult.Go go -> show(ctx, go.trade());
      case StepResult.Stay stay -> {
        records.put(stay.trade());
        pages.step(ctx, view(stay.trade(), stay.error()));
      }
      case StepResult.Failed failed -> fail(ctx, failed.trade(), failed.why());
      case StepResult.Done done -> authenticated(ctx, done.trade());
    }
  }

  private void authenticated(Context ctx, Trade entered) {
    RegisteredOrder order = entered.order();
    Trade trade =
        entered
            .with(Map.of("reference_key", numbers.referenceKey()))
            .authenticated(numbers.payToken(order.cash()), sandbox.time().millis());
    if (order.hybrid()) {
      finish(ctx, trade, results.authenticated(trade));
      return;
    }
    records.put(trade);
    try {
      var paid = approvals.approve(trade);
      // Without an answer the window doesn't know the result; the stored trade has the rest.
      Trade after = records.trade(trade.tid()).orElse(trade);
      if (paid.fields().isEmpty()) {
        finish(ctx, after, results.failed(after, "0096", PhoneCodes.text("0096")));
        return;
      }
      Map<String, String> post = results.paid(after, paid.fields());
      BankDeposits.tellOfApproval(sandbox, after, ResultFields.notice(post));
      finish(ctx, after, post);
    } catch (PgRefusal e) {
      fail(ctx, trade, e);
    }
  }

  private void show(Context ctx, Trade trade) {
    records.put(trade);
    ctx.redirect(path(trade), HttpStatus.SEE_OTHER);
  }

  private void fail(Context ctx, Trade trade, PgRefusal why) {
    Trade failed = trade.at(Step.FAILED);
    finish(ctx, failed, results.failed(failed, why.code(), why.text()));
  }

  private void finish(Context ctx, Trade trade, Map<String, String> result) {
    Trade done = trade.handing(result);
    records.put(done);
    pages.handover(ctx, done);
  }

  private WindowView view(Trade trade, String error) {
    return WindowView.of(trade, error, sandbox.time().millis());
  }

  /** Runs a step of an open window; a finished one hands its result over again. */
  private void open(Context ctx, Consumer<Trade> step) {
    with(
        ctx,
        ctx.pathParam("tid"),
        trade -> {
          if (trade.step() == Step.LEFT) {
            pages.close(ctx, trade);
          } else if (!trade.step().open()) {
            pages.handover(ctx, trade);
          } else if (sandbox.time().millis() > trade.expiresMs()) {
            fail(ctx, trade, new PgRefusal("0097", "결제 유효 시간이 지났습니다."));
          } else {
            step.accept(trade);
          }
        });
  }

  private void with(Context ctx, String tid, Consumer<Trade> step) {
    perTrade.locked(
        tid,
        () -> {
          records
              .trade(tid)
              .ifPresentOrElse(
                  step,
                  () -> {
                    ctx.status(HttpStatus.NOT_FOUND);
                    pages.missing(ctx);
                  });
          return tid;
        });
  }

  private static boolean twoPages(RegisteredOrder order) {
    return order.cash() == CashCode.MC || order.cash() == CashCode.CN;
  }

  private static Map<String, String> form(Context ctx) {
    return ctx.formParamMap().entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst()));
  }
}
