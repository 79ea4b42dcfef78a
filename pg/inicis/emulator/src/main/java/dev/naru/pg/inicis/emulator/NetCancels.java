package dev.naru.pg.inicis.emulator;

import static dev.naru.sandbox.Scenarios.Fault.NET_CANCEL_REFUSED;

import dev.naru.pg.inicis.emulator.Authentication.State;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.Scenarios.Occasion;
import dev.naru.sandbox.Stage;
import java.util.Optional;

/**
 * 망취소: takes back an approval whose answer the merchant never got (protocols/inicis.md §3.9, §4.5).
 * It may come twice, and it may come before the approval, which then can no longer succeed.
 */
final class NetCancels {

  /** What came of it. */
  enum Result {
    DONE,
    EXPIRED,
    REFUSED
  }

  private final Stage stage;
  private final Notebook notebook;
  private final Tids tids;
  private final Turns turns;

  NetCancels(Stage stage, Notebook notebook, Tids tids, Turns turns) {
    this.stage = stage;
    this.notebook = notebook;
    this.tids = tids;
    this.turns = turns;
  }

  Result cancel(String authenticationId) {
    return turns.inTurn(authenticationId, () -> cancelInTurn(authenticationId));
  }

  private Result cancelInTurn(String id) {
    Authentication authentication = notebook.authentication(id).orElseThrow();
    if (stage.time().millis() - authentication.atMs() > Authentication.NET_CANCEL_LIMIT_MS) {
      return Result.EXPIRED;
    }
    Order order = authentication.order();
    var occasion =
        new Occasion(
            Notebook.PG,
            order.mid(),
            order.oid(),
            order.oid(),
            order.merchantUid(),
            order.amount(),
            null);
    if (stage.scenarios().take(occasion, NET_CANCEL_REFUSED).isPresent()) {
      return Result.REFUSED;
    }
    if (authentication.state() == State.READY) {
      notebook.put(authentication.with(State.VOID, ""));
      return Result.DONE;
    }
    takeBack(authentication);
    return Result.DONE;
  }

  private void takeBack(Authentication authentication) {
    Optional<Charge> charge = stage.book().byTid(Notebook.PG, authentication.tid());
    long remaining = charge.map(Charge::remaining).orElse(0L);
    if (remaining > 0) {
      var at = Tids.stamp(stage.time().instant());
      var prefix = authentication.tid().substring(0, 10);
      var cancel = new Cancel(tids.next(prefix, authentication.order().mid()), remaining, at);
      stage.book().cancel(Notebook.PG, authentication.tid(), cancel, remaining);
    }
  }
}
