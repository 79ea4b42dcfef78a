package dev.naru.pg.inicis.emulator.payment;

import static dev.naru.sandbox.Scenarios.Fault.NET_CANCEL_REFUSED;

import dev.naru.pg.inicis.emulator.payment.Authentication.State;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.StripedLock;
import java.util.Optional;

/**
 * Net cancels (망취소): take back an approval whose answer the merchant has not received
 * (protocols/inicis.md §3.9, §4.5). A net cancel may come twice. It may come before the approval,
 * which is then refused.
 */
public final class UndoneApprovals {

  /** Whether the net cancel was accepted. */
  public enum Result {
    DONE,

    /** It came too late. */
    EXPIRED,

    /** A tester's scenario refused it. */
    REFUSED
  }

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final StripedLock perAuthentication;
  private final StripedLock perCharge;

  /**
   * Creates the service.
   *
   * @param perAuthentication held while an authentication is approved or net cancelled, by its id
   * @param perCharge held while a charge is changed, by its tid
   */
  public UndoneApprovals(
      SandboxServices sandbox,
      InicisRecords records,
      TidGenerator tids,
      StripedLock perAuthentication,
      StripedLock perCharge) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.perAuthentication = perAuthentication;
    this.perCharge = perCharge;
  }

  /**
   * Net cancels an authentication, or what was approved of it.
   *
   * @param authenticationId an existing authentication
   */
  public Result cancel(String authenticationId) {
    return perAuthentication.locked(authenticationId, () -> cancelInTurn(authenticationId));
  }

  private Result cancelInTurn(String id) {
    Authentication authentication = records.authentication(id).orElseThrow();
    if (sandbox.time().millis() - authentication.atMs() > Authentication.NET_CANCEL_LIMIT_MS) {
      return Result.EXPIRED;
    }
    WindowOrder order = authentication.order();
    if (sandbox.scenarios().take(Approvals.call(order, null), NET_CANCEL_REFUSED).isPresent()) {
      return Result.REFUSED;
    }
    if (authentication.state() == State.READY) {
      records.put(authentication.with(State.VOID, ""));
      return Result.DONE;
    }
    perCharge.locked(authentication.tid(), () -> takeBack(authentication));
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
