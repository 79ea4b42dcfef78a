package dev.naru.playground;

import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.payment.Unresolved.Asked;
import dev.naru.hub.payment.Unresolved.Case;
import dev.naru.hub.payment.Unresolved.Closed;
import dev.naru.hub.payment.Unresolved.Verdict;
import dev.naru.hub.payment.Unresolved.Word;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The control calls about payments of the hub whose outcome is unknown. */
record UnresolvedControl(Unresolved unresolved) {

  private static final int MOST = 1_000;
  private static final String NO_SUCH_CASE = "id: there is no such case, or it has ended";

  List<Map<String, Object>> list() {
    return unresolved.list(null, MOST).stream().map(UnresolvedControl::json).toList();
  }

  private static Map<String, Object> json(Case open) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", open.id().toString());
    line.put("user_code", open.merchantCode());
    line.put("imp_uid", open.paymentNumber());
    line.put("merchant_uid", open.orderNumber());
    line.put("pg", open.provider());
    line.put("mid", open.mid());
    line.put("pg_tid", String.valueOf(open.pgTid() == null ? "" : open.pgTid()));
    line.put("kind", open.kind().name().toLowerCase(Locale.ROOT));
    line.put("amount", open.amountMinor());
    line.put("asked", open.asked());
    line.put("answered", open.answered());
    line.put("since", open.since().toString());
    line.put("last_asked_at", text(open.lastAskedAt()));
    line.put("next_ask_at", open.nextAskAt().toString());
    return line;
  }

  private static String text(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }

  /**
   * Has the PG asked about a case, or closes the case.
   *
   * @throws IllegalArgumentException when a value is wrong; the message names it
   */
  String resolve(String id, Map<String, String> word) {
    UUID which = uuid(id);
    return word.isEmpty()
        ? asked(unresolved.ask(which))
        : closed(unresolved.close(word(which, word)));
  }

  private static String asked(Asked asked) {
    return switch (asked) {
      case Asked.Settled _ -> "settled";
      case Asked.StillUnknown _ -> "unresolved";
      case Asked.UnderWay _ -> "under_way";
      case Asked.NoSuchCase _ -> throw new IllegalArgumentException(NO_SUCH_CASE);
    };
  }

  private static String closed(Closed closed) {
    return switch (closed) {
      case Closed.Done _ -> "closed";
      case Closed.UnderWay _ -> "under_way";
      case Closed.NoSuchCase _ -> throw new IllegalArgumentException(NO_SUCH_CASE);
      case Closed.Refused(String why) -> throw new IllegalArgumentException(why);
    };
  }

  private static Word word(UUID id, Map<String, String> word) {
    String verdict = word.getOrDefault("verdict", "").toUpperCase(Locale.ROOT);
    return new Word(
        id,
        Arrays.stream(Verdict.values())
            .filter(each -> each.name().equals(verdict))
            .findAny()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "verdict: one of paid, not_paid, cancelled, not_cancelled")),
        word.get("pg_tid"),
        word.getOrDefault("reason", ""),
        word.getOrDefault("who", ""));
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notOne) {
      throw new IllegalArgumentException(NO_SUCH_CASE, notOne);
    }
  }
}
