package dev.naru.sandbox;

import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.Occasion;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The smallest PG: it approves and cancels, and breaks on demand. Found by the ServiceLoader. */
public final class PlayedPg implements Emulator {

  /** Counted down when a call that is never answered has arrived. */
  static final CountDownLatch HANGING = new CountDownLatch(1);

  @Override
  public String pg() {
    return "played";
  }

  @Override
  public void mount(RoutesConfig routes, Stage stage) {
    routes.post("/pg.example/approve", ctx -> approve(ctx, stage));
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
    routes.get("/pg.example/base", ctx -> ctx.result(stage.publicBase().toString()));
  }

  private void approve(Context ctx, Stage stage) {
    String order = String.valueOf(ctx.formParam("order"));
    long amount = Long.parseLong(String.valueOf(ctx.formParam("amount")));
    stage.requests().received(pg(), null, order, "approval", Map.of("card", "1234********1234"));
    var fault =
        stage
            .scenarios()
            .take(
                new Occasion(pg(), "MID", order, order, null, amount, ctx.formParam("card")),
                Fault.DECLINE);
    if (fault.isPresent()) {
      ctx.result("declined");
      return;
    }
    stage
        .book()
        .enter(new Book.Charge(pg(), "MID", "T" + order, order, amount, 0, "paid", "card", "{}"));
    ctx.result("approved");
  }
}
