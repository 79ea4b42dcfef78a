package dev.naru.pg.template;

import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.Map;
import java.util.Optional;

/** The PG's codes for a certain "no". A code that is not here leaves the outcome unknown. */
final class TemplateErrors {

  private static final Map<String, Category> CODES =
      Map.of(
          "C001", Category.LEFT_BY_BUYER,
          "D001", Category.DECLINED,
          "D002", Category.BAD_CARD,
          "D003", Category.EXPIRED_CARD,
          "D004", Category.LIMIT_EXCEEDED,
          "D005", Category.LOST_OR_STOLEN,
          "R001", Category.ALREADY_CANCELLED,
          "R002", Category.EXCEEDS_REMAINING,
          "R003", Category.NOT_CANCELLABLE,
          "S001", Category.CONFIGURATION);

  private TemplateErrors() {}

  /** The error for a code; empty for a code that the PG never published. */
  static Optional<PgError> of(String code, String text) {
    return Optional.ofNullable(CODES.get(code))
        .map(category -> new PgError(code, text.isBlank() ? "[" + code + "]" : text, category));
  }
}
