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
  private final Turns books;

  /**
   * @param books turns of whoever changes the same line of the book
   */
  NetCancels(Stage stage, Notebook notebook, Tids tids, Turns turns, Turns books) {
    this.stage = stage;
    this.notebook = notebook;
    this.tids = tids;
    this.turns = turns;
    this.books = books;
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
    books.inTurn(authentication.tid(), () -> takeBack(authentication));
    return Result.DONE;
  }

  private Optional<Charge> takeBack(Authentication authentication) {
    String tid = authentication.tid();
    Optional<Charge> charge = stage.book().byTid(Notebook.PG, tid);
    long remaining = charge.map(Charge::remaining).orElse(0L);
    if (remaining == 0) {
      return stage.book().move(Notebook.PG, tid, "key", "cancelled");
    }
    var at = Tids.stamp(stage.time().instant());
    var cancel =
        new Cancel(tids.next(tid.substring(0, 10), authentication.order().mid()), remaining, at);
    return stage.book().cancel(Notebook.PG, tid, cancel, remaining);
  }
}
