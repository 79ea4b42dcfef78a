package dev.naru.pg.inicis.emulator;

import static dev.naru.sandbox.Scenarios.Fault.NET_CANCEL_REFUSED;

import dev.naru.pg.inicis.emulator.Authentication.State;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.StripedLock;
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

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final StripedLock turns;
  private final StripedLock books;

  /**
   * @param books turns of whoever changes the same line of the book
   */
  NetCancels(
      SandboxServices sandbox,
      InicisRecords records,
      TidGenerator tids,
      StripedLock turns,
      StripedLock books) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.turns = turns;
    this.books = books;
  }

  Result cancel(String authenticationId) {
    return turns.locked(authenticationId, () -> cancelInTurn(authenticationId));
  }

  private Result cancelInTurn(String id) {
    Authentication authentication = records.authentication(id).orElseThrow();
    if (sandbox.time().millis() - authentication.atMs() > Authentication.NET_CANCEL_LIMIT_MS) {
      return Result.EXPIRED;
    }
    WindowOrder order = authentication.order();
    var occasion =
        new PgCall(
            Inicis.PG,
            order.mid(),
            order.oid(),
            order.oid(),
            order.merchantUid(),
            order.amount(),
            null);
    if (sandbox.scenarios().take(occasion, NET_CANCEL_REFUSED).isPresent()) {
      return Result.REFUSED;
    }
    if (authentication.state() == State.READY) {
      records.put(authentication.with(State.VOID, ""));
      return Result.DONE;
    }
    books.locked(authentication.tid(), () -> takeBack(authentication));
    return Result.DONE;
  }

  private Optional<Charge> takeBack(Authentication authentication) {
    String tid = authentication.tid();
    Optional<Charge> charge = sandbox.book().byTid(Inicis.PG, tid);
    long remaining = charge.map(Charge::remaining).orElse(0L);
    if (remaining == 0) {
      return sandbox.book().move(Inicis.PG, tid, "key", "cancelled");
    }
    var at = KoreanTime.stamp(sandbox.time().instant());
    var cancel =
        new Cancel(tids.next(tid.substring(0, 10), authentication.order().mid()), remaining, at);
    return sandbox.book().cancel(Inicis.PG, tid, cancel, remaining);
  }
}
