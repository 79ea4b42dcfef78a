package dev.naru.sandbox;

import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The smallest PG that the sandbox's tests need: it approves, takes deposits, and fails on demand.
 */
public final class MinimalPg implements Emulator, TakesDeposits {

  /** Counted down when a call has arrived that never gets an answer. */
  static final CountDownLatch HANGING = new CountDownLatch(1);

  @Override
  public String pg() {
    return "played";
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices services) {
    routes.post("/pg.example/approve", ctx -> approve(ctx, services));
    routes.post("/pg.example/account", ctx -> openAccount(ctx, services));
    routes.get(
        "/pg.example/broken",
        ctx -> {
          throw new IllegalStateException("a secret of the inside");
        });
    routes.get(
        "/pg.example/hang",
        ctx -> {
          HANGING.countDown();
          new CountDownLatch(1).await();
        });
    routes.get("/pg.example/base", ctx -> ctx.result(services.publicBase().toString()));
  }

  private void openAccount(Context ctx, SandboxServices services) {
    String order = String.valueOf(ctx.formParam("order"));
    String tell = String.valueOf(ctx.formParam("tell"));
    services
        .book()
        .enter(new Book.Charge(pg(), "MID", "V" + order, order, 1000, 0, "waiting", "vbank", tell));
  }

  @Override
  public void deposit(SandboxServices services, Book.Charge waiting, long amount) {
    if (amount != waiting.amount()) {
      throw new IllegalArgumentException("the bank takes " + waiting.amount() + " only");
    }
    if (services.book().move(pg(), waiting.tid(), "waiting", "paid").isEmpty()) {
      throw new IllegalArgumentException("nothing waits any more");
    }
    services
        .notices()
        .send(
            new Notices.Notice(
                pg(),
                waiting.tid(),
                URI.create(waiting.details()),
                "text/plain; charset=MS949",
                new String(("입금 " + amount).getBytes(Reply.EUC_KR), StandardCharsets.ISO_8859_1),
                "SUCCESS",
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(10))));
  }

  private void approve(Context ctx, SandboxServices services) {
    String order = String.valueOf(ctx.formParam("order"));
    long amount = Long.parseLong(String.valueOf(ctx.formParam("amount")));
    services.requests().received(pg(), null, order, "approval", Map.of("card", "1234********1234"));
    var fault =
        services
            .scenarios()
            .take(
                new PgCall(pg(), "MID", order, order, null, amount, ctx.formParam("card")),
                Fault.DECLINE);
    if (fault.isPresent()) {
      ctx.result("declined");
      return;
    }
    services
        .book()
        .enter(new Book.Charge(pg(), "MID", "T" + order, order, amount, 0, "paid", "card", "{}"));
    ctx.result("approved");
  }
}
