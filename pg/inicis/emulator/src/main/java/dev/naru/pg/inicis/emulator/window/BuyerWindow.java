package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.JsonRecords;
import dev.naru.sandbox.kit.PageTexts;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The buyer's steps through a window, the same on a PC and on a phone. */
public final class BuyerWindow {

  /** The path of the PC window, which merchants' forms are posted to, and of its pages. */
  public static final String PC = "/stgstdpay.inicis.com/pay/window";

  static final String MOBILE = "/stgmobile.inicis.com/smart/window";
  static final String OLD_LITE = "/inilite.inicis.com/inibill/window";
  static final String NEW_LITE = "/inilitepay.inicis.com/pay/card/window";

  private static final Base64.Encoder ID = Base64.getUrlEncoder().withoutPadding();
  private static final int ID_BYTES = 24;

  /** What a form puts before an easy-pay's code in place of a card company's code. */
  private static final String EASY = "easy:";

  private static final String LEFT = "사용자가 결제를 취소하셨습니다.";

  private final SandboxServices sandbox;
  private final JsonRecords<Window> windows;
  private final Authenticator authenticator;
  private final StripedLock perWindow = new StripedLock();
  private final InicisPages pages;
  private final SecureRandom random;

  public BuyerWindow(
      SandboxServices sandbox,
      Authenticator authenticator,
      InicisPages pages,
      SecureRandom random) {
    this.sandbox = sandbox;
    this.windows = new JsonRecords<>(sandbox.records(), Inicis.PG, "window", Window.class);
    this.authenticator = authenticator;
    this.pages = pages;
    this.random = random;
  }

  /** Adds the pages of all four windows. */
  public void mount(RoutesConfig routes) {
    for (String path : new String[] {PC, MOBILE, OLD_LITE, NEW_LITE}) {
      for (String page : new String[] {"", "/number", "/pay", "/card", "/form", "/code"}) {
        routes.get(path + "/{id}" + page, this::show);
      }
      routes.get(path + "/{id}/method", this::showMethods);
      routes.get(path + "/{id}/cards", this::showCards);
      routes.post(path + "/{id}/method", this::pickMethod);
      routes.post(path + "/{id}/card", this::pickCard);
      routes.post(path + "/{id}/pay", this::pay);
      routes.post(path + "/{id}/form", this::fillIn);
      routes.post(path + "/{id}/code", this::enterCode);
      routes.post(path + "/{id}/leave", this::leave);
    }
  }

  /** The time in Korea, yyyyMMddHHmmss. */
  String now() {
    return KoreanTime.stamp(sandbox.time().instant());
  }

  /**
   * Opens a window for an order and redirects the browser to its first page.
   *
   * @throws PgRefusal when no card can be offered
   */
  void open(Context ctx, WindowOrder order) {
    if (order.terms().methods().equals(List.of(Method.CARD))
        && CardCompany.only(WindowView.offered(order)).isEmpty()) {
      throw new PgRefusal(order.mobile() ? "MX2002" : "V101", "이용 가능한 카드가 없습니다.");
    }
    var id = new byte[ID_BYTES];
    random.nextBytes(id);
    var window = Window.opened(ID.encodeToString(id), order);
    windows.put(window.id(), window);
    ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
  }

  /** {@code GET {id}} shows the page of the buyer's step. */
  private void show(Context ctx) {
    with(ctx, window -> show(ctx, window));
  }

  /** {@code GET {id}/method} goes back to the choice of the method. */
  private void showMethods(Context ctx) {
    with(ctx, window -> go(ctx, window.choosesMethod() ? window.at(Window.Step.METHOD) : window));
  }

  /**
   * {@code GET {id}/cards} goes back to the choice of the card, from the number or from an
   * easy-pay.
   */
  private void showCards(Context ctx) {
    with(
        ctx,
        window ->
            go(
                ctx,
                window.method() == Method.CARD && window.order().terms().easyPay().isEmpty()
                    ? window.chosen(Method.CARD, "")
                    : window));
  }

  /** {@code POST {id}/method} chooses the method. */
  private void pickMethod(Context ctx) {
    with(
        ctx,
        window -> {
          Optional<Method> method =
              window.order().terms().methods().stream()
                  .filter(m -> m.name().equals(ctx.formParam("method")))
                  .findFirst();
          if (method.isPresent()) {
            go(ctx, window.chosen(method.get(), ""));
          } else {
            pages.methods(ctx, view(window, texts(window).t("methodError")));
          }
        });
  }

  /**
   * {@code POST {id}/card} agrees to the terms and chooses card company or easy-pay, and
   * instalments.
   */
  private void pickCard(Context ctx) {
    with(
        ctx,
        window -> {
          PageTexts texts = texts(window);
          String card = String.valueOf(ctx.formParam("card"));
          String quota = String.valueOf(ctx.formParam("quota"));
          int months = quota.matches("\\d{1,2}") ? Integer.parseInt(quota) : -1;
          Optional<InicisEasyPay> easy = easyPay(window.order(), card);
          String error =
              ctx.formParam("agree") == null
                  ? texts.t("agreeError")
                  : easy.isEmpty() && !offers(window.order(), card)
                      ? texts.t("cardError")
                      : easy.isEmpty() && months != 0 && !window.order().months().contains(months)
                          ? texts.t("quotaError")
                          : "";
          if (!error.isEmpty()) {
            pages.card(ctx, view(window, error));
          } else if (easy.isPresent()) {
            go(ctx, window.chosen(Method.CARD, easy.get().code()));
          } else {
            var picked = window.picked(card, months);
            put(picked);
            ctx.redirect(picked.path() + "/number", HttpStatus.SEE_OTHER);
          }
        });
  }

  /**
   * {@code POST {id}/pay} authenticates by card number; nothing is charged (protocols/inicis.md
   * §3.1).
   */
  private void pay(Context ctx) {
    with(
        ctx,
        window -> {
          String number = String.valueOf(ctx.formParam("cardNumber")).replaceAll("[\\s-]", "");
          if (window.step() != Window.Step.NUMBER) {
            ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
          } else if (!number.matches("\\d{16}")) {
            pages.number(ctx, view(window, texts(window).t("cardNumber.error")));
          } else {
            finish(ctx, window, number);
          }
        });
  }

  /** {@code POST {id}/form} sends a method's own form. */
  private void fillIn(Context ctx) {
    with(
        ctx,
        window -> {
          if (window.step() != Window.Step.FORM && window.step() != Window.Step.CODE) {
            ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
            return;
          }
          var form = window.at(Window.Step.FORM);
          PageTexts texts = texts(form);
          Map<String, String> entered = entered(ctx);
          List<MethodForm.Field> fields = MethodForm.of(form, texts);
          var wrong = new LinkedHashMap<>(MethodForm.wrong(fields, entered, texts));
          if (form.agreesInForm() && !entered.containsKey("agree")) {
            wrong.put("agree", texts.t("agreeError"));
          }
          if (!wrong.isEmpty()) {
            pages.form(ctx, view(form, ""), MethodFormView.of(form, texts, entered, wrong));
            return;
          }
          boolean asksCode = form.method() == Method.PHONE && form.easyPay().isEmpty();
          var filled =
              form.entered(
                  MethodForm.kept(form, fields, entered),
                  asksCode ? Window.Step.CODE : Window.Step.FORM);
          if (asksCode) {
            go(ctx, filled);
          } else {
            finish(ctx, filled, entered.getOrDefault("cardNumber", "").replaceAll("[\\s-]", ""));
          }
        });
  }

  /** {@code POST {id}/code} sends the SMS code. */
  private void enterCode(Context ctx) {
    with(
        ctx,
        window -> {
          String code = String.valueOf(ctx.formParam("code")).replaceAll("[\\s-]", "");
          if (window.step() != Window.Step.CODE) {
            ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
          } else if (code.equals(MethodForm.CODE)) {
            finish(ctx, window, "");
          } else {
            var wrong = Map.of("code", texts(window).t("code.error"));
            pages.form(
                ctx, view(window, ""), MethodFormView.of(window, texts(window), Map.of(), wrong));
          }
        });
  }

  /**
   * {@code POST {id}/leave} loads {@code closeUrl}, or posts V801 where there is none (§3.1 item
   * 5).
   */
  private void leave(Context ctx) {
    with(ctx, window -> handOver(ctx, put(window.done(left(window.order())))));
  }

  private static Map<String, String> left(WindowOrder order) {
    return switch (order.device()) {
      case MOBILE -> Handover.mobile("01", LEFT, "", "", order);
      case OLD_LITE, NEW_LITE -> LiteAnswer.failed(order, LiteOrder.FAILED, LEFT);
      case PC ->
          order.closeUrl().isEmpty()
              ? Handover.failed(
                  "V801", LEFT, order.mid(), order.oid(), order.charset(), order.echo())
              : Map.of();
    };
  }

  private void show(Context ctx, Window window) {
    switch (window.step()) {
      case METHOD -> pages.methods(ctx, view(window, ""));
      case CARD -> pages.card(ctx, view(window, ""));
      case NUMBER -> pages.number(ctx, view(window, ""));
      case FORM, CODE ->
          pages.form(
              ctx,
              view(window, ""),
              MethodFormView.of(window, texts(window), window.own(), Map.of()));
      case DONE -> handOver(ctx, window);
    }
  }

  private void go(Context ctx, Window window) {
    windows.put(window.id(), window);
    ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
  }

  private void finish(Context ctx, Window window, String number) {
    Authenticator.Done done = authenticator.authenticate(window, number);
    Window ended = put(window.done(done.result()));
    if (done.delivery().kind() == ReplyDelivery.Kind.LOST) {
      // Here the window's last page is the PG's answer, so the browser loses it; a reload gets it.
      Reply.send(ctx, done.delivery().deliver(Reply.Body.text("", StandardCharsets.UTF_8)));
    } else {
      handOver(ctx, ended);
    }
  }

  private Window put(Window window) {
    windows.put(window.id(), window);
    return window;
  }

  /**
   * Hands the result over; a finished window does so again when it is reloaded, like the real one.
   */
  private void handOver(Context ctx, Window done) {
    if (done.result().isEmpty()) {
      pages.close(ctx, done.order().closeUrl(), texts(done));
    } else {
      pages.handover(ctx, Handover.of(done));
    }
  }

  private void with(Context ctx, Consumer<Window> step) {
    String id = ctx.pathParam("id");
    perWindow.locked(
        id,
        () -> {
          Optional<Window> window = windows.get(id);
          if (window.isEmpty()) {
            PageTexts texts = InicisTexts.in("ko");
            ctx.status(HttpStatus.NOT_FOUND);
            pages.message(ctx, texts.t("problem"), texts.t("notFound"), texts);
          } else if (window.get().step() == Window.Step.DONE) {
            handOver(ctx, window.get());
          } else {
            step.accept(window.get());
          }
          return id;
        });
  }

  private static Map<String, String> entered(Context ctx) {
    var entered = new LinkedHashMap<String, String>();
    ctx.formParamMap()
        .forEach((name, all) -> entered.put(name, all.isEmpty() ? "" : all.getFirst()));
    return entered;
  }

  private static Optional<InicisEasyPay> easyPay(WindowOrder order, String card) {
    return order.terms().easyPays() && card.startsWith(EASY)
        ? InicisEasyPay.ofCode(card.substring(EASY.length()))
        : Optional.empty();
  }

  private static boolean offers(WindowOrder order, String card) {
    return CardCompany.only(WindowView.offered(order)).stream()
        .anyMatch(c -> c.code().equals(card));
  }

  private static WindowView view(Window window, String error) {
    return WindowView.of(window, error);
  }

  private static PageTexts texts(Window window) {
    return InicisTexts.in(window.order().language());
  }
}
