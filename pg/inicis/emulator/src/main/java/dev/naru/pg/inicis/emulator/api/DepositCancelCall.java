package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.BankDeposits;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.Book;
import dev.naru.sandbox.Book.Charge;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A control call of this emulator: {@code POST /control/html5_inicis/deposit_cancels} with {@code
 * {order_id}} lets the bank take a deposit back ({@code 0400}, protocols/inicis.md §8.1).
 */
public final class DepositCancelCall {

  private final Book book;
  private final BankDeposits deposits;

  public DepositCancelCall(Book book, BankDeposits deposits) {
    this.book = book;
    this.deposits = deposits;
  }

  public void mount(RoutesConfig routes) {
    routes.post("/control/html5_inicis/deposit_cancels", this::takeBack);
  }

  private void takeBack(Context ctx) {
    try {
      String order = JsonMapper.shared().readTree(ctx.body()).path("order_id").asString("");
      Charge charge =
          book.all().stream()
              .filter(c -> c.pg().equals(Inicis.PG) && c.orderId().equals(order))
              .filter(c -> c.payMethod().equals(Method.VBANK.code()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no deposit to take back"));
      deposits.takeBack(charge.tid());
      ctx.json(Map.of("tid", charge.tid()));
    } catch (JacksonException | IllegalArgumentException e) {
      ctx.status(HttpStatus.BAD_REQUEST).json(Map.of("error", String.valueOf(e.getMessage())));
    }
  }
}
