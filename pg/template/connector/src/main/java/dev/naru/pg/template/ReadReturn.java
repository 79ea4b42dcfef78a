package dev.naru.pg.template;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.ReturnMessage;
import java.util.Map;

/**
 * Reads what the window posted back through the buyer's browser; an attacker may have written it.
 */
final class ReadReturn {

  AuthResult read(PersistedAttempt attempt, Map<String, String> memo, ReturnMessage message) {
    if (!message.field("mid").equals(attempt.channel().mid())
        || !message.field("order").equals(attempt.pgOrderNumber())) {
      return new AuthResult.Forged("another MID or order");
    }
    String token = message.field("token");
    if (!message.field("code").equals("0000")) {
      return new AuthResult.Refused(
          TemplateErrors.of(message.field("code"), message.field("message"))
              .orElseGet(() ->
                  new PgError(
                      message.field("code"), message.field("message"), PgError.Category.DECLINED)));
    }
    return token.isBlank()
        ? new AuthResult.Forged("no token")
        : new AuthResult.Authenticated(
            Map.of("token", token, "method", memo.getOrDefault("method", "card")), token);
  }
}
