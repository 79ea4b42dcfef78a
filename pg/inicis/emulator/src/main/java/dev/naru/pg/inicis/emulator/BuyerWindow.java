package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.Stage;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of a buyer through the window, the same on a PC and on a phone. */
final class BuyerWindow {

  static final String PC = "/stgstdpay.inicis.com/pay/window";
  static final String MOBILE = "/stgmobile.inicis.com/smart/window";

  private static final Base64.Encoder ID = Base64.getUrlEncoder().withoutPadding();

  /** A token has {@code +}, {@code /} and {@code =} in it, as the real one (§3.5). */
  private static final Base64.Encoder TOKEN = Base64.getEncoder();

  private static final String LEFT = "사용자가 결제를 취소하셨습니다.";

  private final Stage stage;
  private final Notebook notebook;
  private final Tids tids;
  private final CardMemory cards;
  private final Turns turns;
  private final Pages pages;
  private final SecureRandom random;

  BuyerWindow(
      Stage stage,
      Notebook notebook,
      Tids tids,
      CardMemory cards,
      Turns turns,
      Pages pages,
      SecureRandom random) {
    this.stage = stage;
    this.notebook = notebook;
    this.tids = tids;
    this.cards = cards;
    this.turns = turns;
    this.pages = pages;
    this.random = random;
  }

  /**
   * Opens a window for a checked order and leads the browser to its first page.
   *
   * @throws Refusal when no card is left to choose from
   */
  void open(Context ctx, Order order) {
    if (CardCompany.only(WindowView.offered(order)).isEmpty()) {
      throw new Refusal(order.mobile() ? "MX2002" : "V101", "이용 가능한 카드가 없습니다.");
    }
    var window = Window.opened(ID.encodeToString(random(24)), order);
    notebook.put(window);
    ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
  }

  /** {@code GET {id}}: the card companies. */
  void showCard(Context ctx) {
    with(ctx, window -> pages.card(ctx, WindowView.of(window, "")));
  }

  /** {@code POST {id}/card}: terms, card company, instalments. */
  void pickCard(Context ctx) {
    with(
        ctx,
        window -> {
          Words words = Words.in(window.order().language());
          String card = String.valueOf(ctx.formParam("card"));
          String quota = String.valueOf(ctx.formParam("quota"));
          int months = quota.matches("\\d{1,2}") ? Integer.parseInt(quota) : -1;
          String error =
              ctx.formParam("agree") == null
                  ? words.t("agreeError")
                  : !offers(window.order(), card)
                      ? words.t("cardError")
                      : months != 0 && !window.order().months().contains(months)
                          ? words.t("quotaError")
                          : "";
          if (error.isEmpty()) {
            notebook.put(window.picked(card, months));
            ctx.redirect(window.path() + "/number", HttpStatus.SEE_OTHER);
          } else {
            pages.card(ctx, WindowView.of(window, error));
          }
        });
  }

  /** {@code GET {id}/number}: the card number. */
  void showNumber(Context ctx) {
    with(
        ctx,
        window -> {
          if (window.step() == Window.Step.CARD) {
            ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
          } else {
            pages.number(ctx, WindowView.of(window, ""));
          }
        });
  }

  /** {@code POST {id}/pay}: authenticates; nothing is charged yet (protocols/inicis.md §3.1). */
  void pay(Context ctx) {
    with(
        ctx,
        window -> {
          String number = String.valueOf(ctx.formParam("cardNumber")).replaceAll("[\\s-]", "");
          if (window.step() == Window.Step.CARD) {
            ctx.redirect(window.path(), HttpStatus.SEE_OTHER);
          } else if (!number.matches("\\d{16}")) {
            String error = Words.in(window.order().language()).t("cardNumberError");
            pages.number(ctx, WindowView.of(window, error));
          } else {
            finish(ctx, window, authenticate(window, number));
          }
        });
  }

  /** {@code POST {id}/leave}: to {@code closeUrl} where there is one, else V801 (§3.1, 5). */
  void leave(Context ctx) {
    with(
        ctx,
        window -> {
          Order order = window.order();
          if (order.mobile()) {
            finish(ctx, window, Handover.mobile("01", LEFT, "", "", order));
          } else if (order.closeUrl().isEmpty()) {
            finish(
                ctx,
                window,
                Handover.failed(
                    "V801", LEFT, order.mid(), order.oid(), order.charset(), order.echo()));
          } else {
            finish(ctx, window, Map.of());
          }
        });
  }

  private Map<String, String> authenticate(Window window, String number) {
    Order order = window.order();
    String token =
        order.mobile() ? tids.next("INIMX_AUTH", order.mid()) : TOKEN.encodeToString(random(97));
    String id = order.mobile() ? token : Signatures.fingerprint(token);
    cards.keep(id, number);
    notebook.put(
        new Authentication(
            id,
            order,
            window.card(),
            window.months(),
            masked(number),
            MagicCard.of(number).map(MagicCard::name).orElse(""),
            stage.time().millis(),
            Authentication.State.READY,
            ""));
    String base = stage.publicBase().toString();
    return order.mobile()
        ? Handover.mobile("00", "성공", token, base + "/stgmobile.inicis.com/smart/payReq.ini", order)
        : Handover.authenticated(order, token, base + "/stgstdpay.inicis.com");
  }

  private void finish(Context ctx, Window window, Map<String, String> result) {
    var done = window.done(result);
    notebook.put(done);
    handOver(ctx, done);
  }

  /** A finished window hands over the same again, as a reload of the real one would. */
  private void handOver(Context ctx, Window done) {
    if (done.result().isEmpty()) {
      pages.close(ctx, done.order().closeUrl(), Words.in(done.order().language()));
    } else {
      pages.handover(ctx, Handover.of(done));
    }
  }

  private void with(Context ctx, Consumer<Window> step) {
    String id = ctx.pathParam("id");
    turns.inTurn(
        id,
        () -> {
          Optional<Window> window = notebook.window(id);
          if (window.isEmpty()) {
            Words words = Words.in("ko");
            ctx.status(HttpStatus.NOT_FOUND);
            pages.message(ctx, words.t("problem"), words.t("notFound"), words);
          } else if (window.get().step() == Window.Step.DONE) {
            handOver(ctx, window.get());
          } else {
            step.accept(window.get());
          }
          return id;
        });
  }

  private static boolean offers(Order order, String card) {
    return CardCompany.only(WindowView.offered(order)).stream()
        .anyMatch(c -> c.code().equals(card));
  }

  /** {@code 400933*********7}, as the PG's answers show a card. */
  static String masked(String number) {
    return number.substring(0, 6) + "*********" + number.substring(15);
  }

  private byte[] random(int bytes) {
    var drawn = new byte[bytes];
    random.nextBytes(drawn);
    return drawn;
  }
}
