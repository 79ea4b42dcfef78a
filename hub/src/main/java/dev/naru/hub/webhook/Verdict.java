package dev.naru.hub.webhook;

import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import dev.naru.hub.webhook.MerchantServer.Answer.NotReached;

/**
 * What an answer, or the lack of one, says about a merchant's address, for whoever must mend it.
 */
public enum Verdict {
  /** It took the webhook. */
  ARRIVED,
  /** It points elsewhere; webhooks follow no redirect. */
  REDIRECT,
  /** Nothing takes a POST there. */
  NOT_FOUND,
  /** The shop's handler refuses it. */
  REFUSED,
  /** The shop's handler fails. */
  FAILED,
  /** A status came, and no whole answer after it. */
  BROKEN_ANSWER,
  /** It isn't an http or https address. */
  NO_ADDRESS,
  /** DNS knows no such name. */
  NO_SUCH_HOST,
  /** A private address, which the merchant's settings don't allow (G24). */
  REFUSED_ADDRESS,
  /** Nobody listens there, or a firewall refuses. */
  NO_CONNECTION,
  /** The certificate or the handshake. */
  TLS,
  TIME_OUT,
  /** Too many requests to this host are under way. */
  BUSY,
  /** The connection broke without an answer. */
  NO_ANSWER;

  /** Of how a call ended. */
  public static Verdict of(Answer answer) {
    return switch (answer) {
      case Answered(int status, _, _, String broken) when broken != null && status < 300 ->
          BROKEN_ANSWER;
      case Answered answered when answered.isSuccess() -> ARRIVED;
      case Answered(int status, _, _, _) when status < 400 -> REDIRECT;
      case Answered(int status, _, _, _) when status == 404 || status == 405 -> NOT_FOUND;
      case Answered(int status, _, _, _) when status < 500 -> REFUSED;
      case Answered _ -> FAILED;
      case NotReached(String reason, _) -> of(reason);
    };
  }

  /** By the words of {@link GuardedMerchantServer}. */
  private static Verdict of(String reason) {
    String kind = reason.contains(":") ? reason.substring(0, reason.indexOf(':')) : reason;
    return switch (kind) {
      case "not an http or https address" -> NO_ADDRESS;
      case "no such host" -> NO_SUCH_HOST;
      case "refused address" -> REFUSED_ADDRESS;
      case "no connection" -> NO_CONNECTION;
      case "TLS" -> TLS;
      case "time-out" -> TIME_OUT;
      case "busy" -> BUSY;
      default -> NO_ANSWER;
    };
  }
}
