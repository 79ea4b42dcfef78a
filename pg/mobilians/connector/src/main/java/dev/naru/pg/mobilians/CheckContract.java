package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.spi.ChecksContract.Access;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Registers a window for each pay method, and opens none of them: a registration charges nothing
 * and ends by itself after ten minutes (protocols/mobilians.md §2.3). KG signs its answer with the
 * link key, so the answer shows whether the channel has the same key.
 */
final class CheckContract {

  /** The buyer in these requests. It has a telephone number, because SSG Pay requires one. */
  private static final WindowRequest.Buyer NOBODY =
      new WindowRequest.Buyer("naru", "01000000000", "");

  private final Generation generation;
  private final PgTransport transport;
  private final InstantSource time;

  CheckContract(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    this.transport = transport;
    this.time = time;
  }

  List<Access> check(PersistedAttempt nobodys, Set<PayMethod> methods, URI hub) {
    Set<PayMethod> opened = new LinkedHashSet<>();
    SequencedMap<String, Set<PayMethod>> refused = new LinkedHashMap<>();
    List<PayMethod> asked = generation.methods().stream().filter(methods::contains).toList();
    for (PayMethod method : asked) {
      Access finding = one(nobodys, method, hub);
      switch (finding) {
        case Access.Right _ -> opened.add(method);
        case Access.NotContracted(Set<PayMethod> _, String said) ->
            refused.computeIfAbsent(said, _ -> new LinkedHashSet<>()).add(method);
        // This result is the same for every method.
        case Access.UnknownMid _, Access.WrongKey _, Access.NotSent _, Access.Unclear _ -> {
          return List.of(finding);
        }
      }
    }
    List<Access> findings = new ArrayList<>();
    if (!opened.isEmpty()) {
      findings.add(new Access.Right(opened));
    }
    refused.forEach((said, them) -> findings.add(new Access.NotContracted(them, said)));
    return findings.isEmpty()
        ? List.of(new Access.Unclear("the channel has no pay method of this PG"))
        : findings;
  }

  private Access one(PersistedAttempt nobodys, PayMethod method, URI hub) {
    PersistedAttempt attempt =
        new PersistedAttempt(
            nobodys.attemptId(),
            nobodys.pgOrderNumber() + "_" + generation.methods().indexOf(method),
            nobodys.channel(),
            nobodys.amount());
    MobiliansSettings settings = MobiliansSettings.of(generation, attempt.channel());
    CashCode cashCode = CashCode.of(method).orElseThrow();
    Instant now = time.instant();
    WindowRequest request = request(method, attempt.pgOrderNumber(), hub);
    Registration registration = Registration.of(attempt, request, cashCode, settings, now);
    return switch (MobiliansCall.send(
        transport,
        new MobiliansHosts(attempt.channel()).registration(),
        registration.body(),
        MobiliansCall.REGISTRATION_TIMEOUT)) {
      case MobiliansCall.Failed(String reason) -> new Access.Unclear(reason);
      case MobiliansCall.NotSent(String reason) -> new Access.NotSent(reason);
      case MobiliansCall.Answered(MobiliansJson answer) -> {
        String hmac =
            new MobiliansSigner(settings.linkKey())
                .trade(
                    Long.toString(attempt.amount().minor()),
                    hub.toString(),
                    attempt.pgOrderNumber(),
                    KoreaTime.write(now));
        yield read(method, hmac, answer);
      }
    };
  }

  private static Access read(PayMethod method, String hmac, MobiliansJson answer) {
    String code = answer.get("code");
    if (code.equals("0000")) {
      return MobiliansSigner.same(answer.get("hmac"), hmac)
          ? new Access.Right(Set.of(method))
          : new Access.WrongKey(MobiliansSettings.LINK_KEY, "");
    }
    PgError error = MobiliansErrors.error(code, answer.get("message"), PgError.Category.DECLINED);
    String said = (error.code() + " " + error.text()).strip();
    return switch (code) {
      // KG publishes no code of its own for it: the service id is the one parameter here that a
      // person has typed (protocols/mobilians.md §8).
      case "6101", "0061" -> new Access.UnknownMid(said);
      case "6102" -> new Access.WrongKey(MobiliansSettings.LINK_KEY, said);
      case "0071", "0072" -> new Access.NotContracted(Set.of(method), said);
      default -> new Access.Unclear(said);
    };
  }

  private static WindowRequest request(PayMethod method, String orderNumber, URI hub) {
    return new WindowRequest(
        method,
        false,
        orderNumber,
        "naru",
        NOBODY,
        "ko",
        new WindowRequest.Addresses(hub, hub, hub),
        null,
        null,
        WindowRequest.Cards.UNSAID,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of());
  }
}
