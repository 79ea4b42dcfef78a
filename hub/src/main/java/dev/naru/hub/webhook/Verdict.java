package dev.naru.hub.webhook;

import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import dev.naru.hub.webhook.MerchantServer.Answer.NotReached;

/** What a call's end says about a merchant's address, for the person who must mend it. */
public enum Verdict {
  /** The address took the webhook. */
  ARRIVED,
  /** The address redirects, and webhooks follow no redirect. */
  REDIRECT,
  /** Nothing at the address takes a POST. */
  NOT_FOUND,
  /** The shop's handler refuses the webhook. */
  REFUSED,
  /** The shop's handler fails. */
  FAILED,
  /** A status came, but no whole answer after it. */
  BROKEN_ANSWER,
  /** The text isn't an http or https address. */
  NO_ADDRESS,
  /** DNS doesn't know the host's name. */
  NO_SUCH_HOST,
  /** The host has a private address, which the merchant's settings don't allow (G24). */
  REFUSED_ADDRESS,
  /** Nobody listens at the host's port, or a firewall refuses. */
  NO_CONNECTION,
  /** The certificate is wrong, or the TLS handshake failed. */
  TLS,
  TIME_OUT,
  /** Too many requests to this host are under way. */
  BUSY,
  /** The connection broke without an answer. */
  NO_ANSWER;

  /** The verdict on a call's end. */
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

  /** The verdict on a failed call, by the words of {@link GuardedMerchantServer}. */
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
